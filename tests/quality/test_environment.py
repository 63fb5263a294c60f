"""The rooms of a batch in its time: limits by grade, what is missing, what fails (A1-1a, T13)."""

from datetime import timedelta

import pytest

from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.public import Monitoring
from tests.batches.test_gates import codes
from tests.quality.laboratory import Laboratory


def problems(batch) -> list[tuple[str, str]]:
    return [
        (each.code.removeprefix("quality.environment."), str(each.params["method"]))
        for each in quality.environment_of(batch.id).problems
    ]


def recorded(lab: Laboratory, method: Monitoring, value: str = "0", **more):
    return quality.record_environment(actor=lab.one, room="B-101", location="bench", method=method, value=value, **more)


def test_A1_1a_a_batch_asks_for_the_readings_of_its_rooms_in_its_time(lab: Laboratory) -> None:
    """A1-1a, T13: missing, unverified, failing; a reading from before the work counts for nothing in grade B."""
    early = recorded(lab, Monitoring.CONTACT)
    lab.floor.clock.advance(timedelta(hours=1))
    batch = lab.running()
    wanted = ["active-air", "settle-plate", "contact", "particles-0.5"]
    assert problems(batch) == [("missing", each) for each in wanted]
    used = quality.rooms_used(batch.id)
    assert [(each.code, each.grade) for each in used] == [("B-101", "B")]
    assert early.sampled_at < used[0].since
    for method, value in zip(Monitoring, ("10", "5", "6", "352000", "0"), strict=True):
        recorded(lab, method, value)
    assert problems(batch) == [
        ("unverified", "active-air"),
        ("unverified", "settle-plate"),
        ("failing", "contact"),
        ("unverified", "particles-0.5"),
        ("unverified", "particles-5"),
    ]
    for row in quality.environment_results().filter(passes=True):
        quality.verify_environment(actor=lab.two, reading_id=row.id)
    assert problems(batch) == [("failing", "contact")]
    bad = quality.environment_results().get(passes=False)
    assert (bad.value, bad.limit, bad.source) == ("6", "5", "EU GMP Annex 1 (2022), table 6")
    quality.retract_environment(actor=lab.quality, reading_id=bad.id, reason="plate of another room")
    assert problems(batch) == [("missing", "contact")]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"value": "few"}, "quality.environment.count"),
        ({"value": "-1"}, "quality.environment.count"),
        ({"value": "1.5"}, "quality.environment.count"),
        ({"room": "NO-ROOM"}, "equipment.room.unknown"),
        ({"location": " "}, "base.required"),
        ({"location": "x" * 81}, "base.too_long"),
    ],
)
def test_a_reading_that_is_none_is_refused(lab: Laboratory, more: dict, code: str) -> None:
    fields = {"room": "B-101", "location": "bench", "method": Monitoring.CONTACT, "value": "1", **more}
    with pytest.raises(Refused) as refused:
        quality.record_environment(actor=lab.one, **fields)
    assert codes(refused) == [code]


def test_T5_whoever_read_the_plate_does_not_verify_it(lab: Laboratory) -> None:
    """T5; and no reading lies in the future (A11-2f)."""
    row = recorded(lab, Monitoring.ACTIVE_AIR)
    with pytest.raises(Refused) as refused:
        quality.verify_environment(actor=lab.one, reading_id=row.id)
    assert codes(refused) == ["quality.result.same_person"]
    with pytest.raises(Refused) as future:
        recorded(lab, Monitoring.ACTIVE_AIR, sampled_at=lab.floor.clock.now() + timedelta(seconds=1))
    assert codes(future) == ["quality.environment.future"]
