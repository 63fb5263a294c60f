"""An event gets its place in its stream with the act that it records, or not at all (P11-5a)."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import orjson
import pytest
from django.db import connection, transaction

from cellpark.base.actor import Actor
from cellpark.kernel import canonical
from cellpark.kernel.canonical import NotCanonical
from cellpark.kernel.problem import Refused
from cellpark.ledger.actions.append import record
from cellpark.ledger.models import Event, StreamHead
from cellpark.ledger.queries import envelope, events_of, typed
from cellpark.ledger.stream import lock_stream
from tests.ledger.conftest import OTHER, OWNER, LotNoted, note

PERSON = Actor(person_id=UUID(int=7), organisation_id=UUID(int=8), permissions=frozenset())


@pytest.mark.django_db
def test_the_bytes_are_those_of_the_contract(everything, clock):
    made = note("lot/1", 5, actor=PERSON, at=datetime(2026, 11, 22, 8, 59, tzinfo=UTC), reason="a test")
    event = Event.objects.get(id=made.id)
    assert envelope(event) == {
        "actor": f"person/{UUID(int=7)}",
        "at": "2026-11-22T08:59:00.000000Z",
        "data": {"note": "entry 5", "number": 5},
        "id": str(made.id),
        "on_behalf_of": str(UUID(int=8)),
        "organisation": str(OWNER),
        "prev": "",
        "reason": "a test",
        "recorded_at": "2026-11-22T09:00:00.000000Z",
        "stream": "lot/1",
        "type": "test.lot.noted",
        "type_version": 1,
        "v": 1,
        "version": 1,
        "zone": "Asia/Shanghai",
    }
    assert canonical.encode(envelope(event)) == bytes(event.payload)
    assert bytes(event.hash) == hashlib.sha256(b"\0" + bytes(event.payload)).digest() == made.hash


@pytest.mark.django_db
def test_each_event_carries_the_hash_of_the_one_before(everything):
    made = [note("lot/1", number) for number in range(3)]
    told = [orjson.loads(bytes(event.payload)) for event in events_of("lot/1")]
    assert [entry["version"] for entry in told] == [1, 2, 3]
    assert [entry["prev"] for entry in told] == ["", made[0].hash.hex(), made[1].hash.hex()]
    head = StreamHead.objects.get(stream="lot/1")
    assert (head.version, bytes(head.hash), head.organisation) == (3, made[2].hash, OWNER)


@pytest.mark.django_db
def test_an_event_is_read_back_as_its_class(everything):
    made = note("lot/1", 5)
    assert typed(Event.objects.get(id=made.id)) == LotNoted(number=5, note="entry 5")


@pytest.mark.django_db
def test_an_act_on_an_old_version_is_refused_and_writes_nothing(everything):
    note("lot/1", 1)
    note("lot/1", 2)
    with pytest.raises(Refused) as refusal:
        note("lot/1", 3, expected_version=1)
    (problem,) = refusal.value.problems
    assert (problem.code, dict(problem.params)) == ("ledger.stale", {"seen": 1, "present": 2})
    assert note("lot/1", 3, expected_version=2).version == 3


@pytest.mark.django_db
def test_a_stream_has_one_owner(everything):
    note("lot/1", 1)
    with pytest.raises(Refused) as refusal:
        note("lot/1", 2, organisation=OTHER)
    assert [problem.code for problem in refusal.value.problems] == ["ledger.owner"]


@pytest.mark.django_db
def test_a_rolled_back_savepoint_leaves_no_gap(everything):
    with transaction.atomic():
        assert lock_stream("lot/1").version == 0
        first = record(stream="lot/1", event=LotNoted(number=1, note=""), actor=PERSON, organisation=OWNER)
        with pytest.raises(RuntimeError), transaction.atomic():
            record(stream="lot/1", event=LotNoted(number=2, note=""), actor=PERSON, organisation=OWNER)
            raise RuntimeError
        third = record(stream="lot/1", event=LotNoted(number=3, note=""), actor=PERSON, organisation=OWNER)
    assert (first.version, third.version) == (1, 2)
    assert [envelope(event)["data"]["number"] for event in events_of("lot/1")] == [1, 3]


@pytest.mark.django_db
def test_a_stream_that_was_rolled_back_whole_is_free_again(everything):
    """What the connection remembers of it must never refuse anybody."""
    with pytest.raises(RuntimeError), transaction.atomic():
        record(stream="lot/1", event=LotNoted(number=1, note=""), actor=PERSON, organisation=OTHER)
        raise RuntimeError
    assert note("lot/1", 1, organisation=OWNER, expected_version=0).version == 1


@pytest.mark.django_db
def test_what_has_no_canonical_form_is_refused_before_it_is_written(everything):
    with pytest.raises(NotCanonical), transaction.atomic():
        record(stream="lot/1", event=LotNoted(number=0.5, note=""), actor=PERSON, organisation=OWNER)
    with pytest.raises(NotCanonical), transaction.atomic():
        record(stream="lot/1", event=LotNoted(number=1, note="e\u0301"), actor=PERSON, organisation=OWNER)
    assert Event.objects.count() == 0


@pytest.mark.durable
def test_an_event_outside_a_transaction_is_a_bug(durable, everything):
    with pytest.raises(AssertionError, match="in the transaction of its act"):
        record(stream="lot/1", event=LotNoted(number=1, note=""), actor=PERSON, organisation=OWNER)


@pytest.mark.django_db
def test_a_stream_name_has_a_limit(everything):
    with pytest.raises(AssertionError, match="up to 200 characters"), transaction.atomic():
        lock_stream("x" * 201)


@pytest.mark.durable
def test_eight_writers_of_one_stream_leave_no_gap_and_no_fork(durable):
    def write(number):
        try:
            return note("lot/1", number).version
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(write, range(80)))
    assert sorted(versions) == list(range(1, 81))
