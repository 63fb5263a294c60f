"""A portion found right at once is one in which nothing is found row by row: for whatever is wrong in it."""

from datetime import datetime, timedelta

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.ledger.proof.merkle import leaf_hash
from cellpark.ledger.verify.at_once import take_sound
from cellpark.ledger.verify.checked import Checked
from cellpark.ledger.verify.leaves import Leaves
from cellpark.ledger.verify.one_by_one import check_rows

PLACES = (
    "rid", "seq", "leaf", "id", "stream", "version", "type", "type_version", "actor", "organisation", "at", "recorded_at",
    "payload", "prev", "hash", "due",
)  # fmt: skip
START = datetime(2026, 1, 1)  # noqa: DTZ001 -- as the query gives it: UTC without saying so


def entry(number, prev, *, late=False):
    at = (START + timedelta(seconds=number)).isoformat(timespec="microseconds") + "Z"
    return {
        "actor": "system/tests",
        "at": at,
        "data": {"number": number, "text": '],[ "\\" },{'},
        "id": f"019b76da-bb88-735b-a1ec-{number:012d}",
        "organisation": None,
        "prev": prev.hex(),
        "recorded_at": at.replace("2026", "2027") if late else at,
        "stream": f"lot/{number % 2}",
        "type": "test.lot.grown",
        "type_version": 1,
        "version": number // 2 + 1,
    }


def row_of(told, rid, payload=None):
    payload = orjson.dumps(told, option=orjson.OPT_SORT_KEYS) if payload is None else payload
    digest = leaf_hash(payload)
    times = [datetime.fromisoformat(told[name][:-1]) for name in ("at", "recorded_at")]
    columns = [told[name] for name in PLACES[3:10]]
    return (rid, rid + 250, digest, *columns, *times, payload, bytes.fromhex(told["prev"]), digest, False)


def sound_rows(count=12):
    rows, last = [], {}
    for number in range(count):
        told = entry(number, last.get(number % 2, b""), late=number == 5)
        rows.append(row_of(told, number))
        last[number % 2] = rows[-1][2]
    return rows


def outcome(checked):
    leaves = checked.leaves
    return (
        checked.events, checked.sealed, checked.waiting, checked.began, checked.ended, checked.last_rid,
        checked.faults.counts, leaves.open, leaves.roots, leaves.digests, leaves.twice,
    )  # fmt: skip


def by_rows(rows):
    checked = Checked(Leaves({}))
    check_rows(rows, checked)
    return checked


def refused(rows):
    """Whether the portion is not taken, and nothing of it."""
    checked = Checked(Leaves({}))
    taken = take_sound(rows, checked)
    assert taken or outcome(checked) == outcome(Checked(Leaves({})))
    return not taken


def changed(rows, place, **values):
    row = list(rows[place])
    for name, value in values.items():
        row[PLACES.index(name)] = value
    return [*rows[:place], tuple(row), *rows[place + 1 :]]


@pytest.mark.parametrize("sizes", [(12,), (5, 7), (1, 1, 10)])
def test_both_ways_come_to_the_same(sizes):
    rows, checked, start = sound_rows(), Checked(Leaves({})), 0
    for size in sizes:
        assert take_sound(rows[start : start + size], checked)
        start += size
    assert outcome(checked) == outcome(by_rows(rows))
    assert by_rows(rows).faults.total == 0


WRONG = {
    "seq": None, "leaf": b"\1" * 32, "id": "x", "stream": "lot/7", "version": 9, "type": "test.lot.forged",
    "type_version": 2, "actor": "system/nobody", "organisation": "x", "at": START, "recorded_at": START,
    "payload": b"{}", "prev": b"\1" * 32, "hash": b"\1" * 32,
}  # fmt: skip


@pytest.mark.parametrize("place", [1, 5, 11])
@pytest.mark.parametrize("name", WRONG)
def test_a_portion_with_one_wrong_column_is_read_row_by_row(name, place):
    assert refused(changed(sound_rows(), place, **{name: WRONG[name]}))


def test_an_event_twice_is_seen_across_portions():
    rows, checked = sound_rows(), Checked(Leaves({}))
    assert refused([rows[0], rows[0], *rows[1:]])
    assert take_sound(rows[:4], checked)
    assert not take_sound(rows[3:], checked)
    check_rows(rows[3:], checked)
    assert checked.faults.counts == {"leaf_twice": 1}


def test_a_gap_between_portions_is_seen():
    rows, checked = sound_rows(), Checked(Leaves({}))
    assert take_sound(rows[:4], checked)
    assert not take_sound(rows[6:], checked)


@pytest.mark.parametrize(
    "spelling", [b" %b", b"%b ", b"%b\n", b"[%b]", b'"x",%b', b"%b,%b", b"%b}", b"", b"1", b"null"]
)
def test_another_spelling_of_one_entry_is_no_portion(spelling):
    rows = sound_rows()
    payload = spelling.replace(b"%b", rows[11][12])
    digest = leaf_hash(payload)
    rows = changed(rows, 11, payload=payload, hash=digest, leaf=digest)
    assert refused(rows)
    assert "form" in by_rows(rows).faults.counts


def test_entries_cut_elsewhere_give_the_same_text_and_no_portion():
    """Two payloads that together are two entries, but not each for itself."""
    rows = sound_rows(2)
    whole = b",".join(row[12] for row in rows)
    for cut in [place for place in range(1, len(whole) - 1) if whole[place : place + 1] == b","]:
        attacked = []
        for row, payload in zip(rows, (whole[:cut], whole[cut + 1 :]), strict=True):
            digest = leaf_hash(payload)
            attacked += changed([row], 0, payload=payload, hash=digest, leaf=digest)
        assert refused(attacked) == (payload != rows[1][12])


@given(st.lists(st.integers(0, 600), max_size=3), st.integers(0, 700), st.integers(1, 600))
def test_leaves_that_stand_side_by_side_are_put_as_one_by_one(before, first, count):
    one, all_at_once = Leaves({1: frozenset({7})}), Leaves({1: frozenset({7})})
    hashes = [leaf_hash(b"%d" % number) for number in range(count)]
    for leaves in (one, all_at_once):
        for seq in before:
            leaves.add(seq, b"\0" * 32)
    for seq, leaf in enumerate(hashes, first):
        one.add(seq, leaf)
    all_at_once.add_all(range(first, first + count), hashes)
    for name in ("open", "roots", "digests", "partial", "twice"):
        assert getattr(one, name) == getattr(all_at_once, name), name
