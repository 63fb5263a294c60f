"""Double clicks, retries and stale tabs act once."""

import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections
from django.test import override_settings

from cellpark.base.actor import Actor
from cellpark.base.idempotency import digest_of, forget_acts, once
from cellpark.base.models import PerformedAct
from cellpark.base.time import use_clock
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused

ACTOR = Actor.system("tests")


@pytest.mark.django_db
def test_the_second_sending_gets_the_first_answer_and_does_nothing() -> None:
    done: list[int] = []

    def act() -> dict[str, int]:
        done.append(1)
        return {"made": len(done)}

    key = uuid4()
    assert once(key=key, actor=ACTOR, request=b"form", act=act) == {"made": 1}
    assert once(key=key, actor=ACTOR, request=b"form", act=act) == {"made": 1}
    assert done == [1]


@pytest.mark.django_db
def test_the_same_key_with_other_contents_is_refused() -> None:
    key = uuid4()
    once(key=key, actor=ACTOR, request=b"form", act=dict)
    with pytest.raises(Refused) as refused:
        once(key=key, actor=ACTOR, request=b"other", act=dict)
    assert [problem.code for problem in refused.value.problems] == ["base.idempotency.reused"]


@pytest.mark.django_db
def test_a_refused_act_is_not_remembered() -> None:
    key = uuid4()
    with pytest.raises(ZeroDivisionError):
        once(key=key, actor=ACTOR, request=b"form", act=lambda: {"never": 1 // 0})
    assert once(key=key, actor=ACTOR, request=b"form", act=lambda: {"made": 1}) == {"made": 1}


@pytest.mark.django_db
def test_what_was_sent_cannot_be_guessed_from_what_is_kept() -> None:
    """P11-10d, T20: a wristband's number in a form is no entry of a list of digests; another key gives another one."""
    key, sent = uuid4(), b"wristband=12345678"
    once(key=key, actor=ACTOR, request=sent, act=dict)
    kept = bytes(PerformedAct.objects.get(key=key).request_digest)
    assert kept not in (sha256(sent).digest(), sha256(sha256(sent).digest()).digest())
    assert kept == digest_of(sha256(sent).digest())
    with override_settings(SECRET_KEY="another secret of at least 32 characters"):
        assert kept != digest_of(sha256(sent).digest())
        with pytest.raises(Refused):  # never done twice
            once(key=key, actor=ACTOR, request=sent, act=dict)


def test_an_answer_is_forgotten_when_no_retry_can_come_and_not_before(durable: str) -> None:
    """The database itself keeps what a retry may ask for, whoever asks it to forget."""
    real = datetime.now(UTC)
    ages = {days: uuid4() for days in (0, 6, 9)}
    for days, key in ages.items():
        PerformedAct.objects.create(
            key=key, actor="system/tests", request_digest=b"x", outcome={}, performed_at=real - timedelta(days=days)
        )
    with use_clock(FixedClock(real)):
        assert (forget_acts(), forget_acts()) == (1, 0)
    assert set(PerformedAct.objects.values_list("key", flat=True)) == {ages[0], ages[6]}
    for alias in ("default", "owner"):
        for statement in ("DELETE FROM base_performedact", "UPDATE base_performedact SET actor = 'x'"):
            with pytest.raises(DatabaseError, match="refused"), connections[alias].cursor() as cursor:
                cursor.execute(statement)


def test_rows_of_an_earlier_release_stay_findable(durable: str) -> None:
    """The migration makes the HMAC of the digest that stands there: a retry after an upgrade acts once, too."""
    key, sent = uuid4(), b"form"
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TRIGGER base_performed_act_stays ON base_performedact")
    at = datetime.now(UTC)
    fields = {"actor": ACTOR.reference, "request_digest": sha256(sent).digest(), "outcome": {"made": 1}}
    PerformedAct.objects.create(key=key, performed_at=at, **fields)
    PerformedAct.objects.create(key=uuid4(), performed_at=at - timedelta(days=20), **fields)
    with use_clock(FixedClock(at)):
        import_module("cellpark.base.migrations.0002_keyed_acts").seal(apps, connections["owner"].schema_editor())
    assert once(key=key, actor=ACTOR, request=sent, act=dict) == {"made": 1}
    assert PerformedAct.objects.count() == 1


def test_two_simultaneous_clicks_act_once(durable: str) -> None:
    key, done, answers = uuid4(), [], []
    start = threading.Barrier(4)

    def act() -> dict[str, int]:
        done.append(1)
        return {"made": len(done)}

    def click() -> None:
        start.wait()
        answers.append(once(key=key, actor=ACTOR, request=b"form", act=act))
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1]
    assert answers == [{"made": 1}] * 4
