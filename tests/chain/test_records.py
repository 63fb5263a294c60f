"""Seats, and files of facts and purchases."""

from datetime import date
from decimal import Decimal

import pytest

from cellpark.base.scope import use_scope
from cellpark.chain import public as chain
from cellpark.chain.public import FileKind, MarketFact, Purchase
from cellpark.kernel.problem import Refused
from tests.chain.world import DAY, World

pytestmark = pytest.mark.django_db
HEAD = "area,node,metric,value,unit,day,source"
BAD = """\
city:jinan,M41,firms,4,,2026-10-01,register
Jinan,M41,firms,4,,2026-10-01,register
city:jinan,Z1,firms,4,,2026-10-01,register
city:jinan,M41,sales,4,,2026-10-01,register
city:jinan,M41,import_share,70,,2026-10-01,register
city:jinan,M41,firms,many,,2026-10-01,register
city:jinan,M41,firms,4,,2027-10-01,register
city:jinan,M41,firms,4,,2026-10-01,
city:jinan,M41,firms,NaN,,soon,register
"""


def preview(world: World, content: str | bytes, kind: FileKind = FileKind.FACTS) -> chain.Import:
    raw = content if isinstance(content, bytes) else content.encode()
    with use_scope(world.staff.scope):
        return chain.preview_records(actor=world.staff, kind=kind, content=raw)


def test_a_seat_counts_from_its_day_until_its_end(world: World) -> None:
    row = world.seat("M41", "Tester", day=date(2026, 3, 1), capacity=Decimal(120), capacity_unit="batches", lead_days=7)
    figures = world.chain().park["M41"]
    assert (figures.firms.value, figures.capacity.value, figures.lead_days.value) == (1, 120, 7)
    assert world.chain(day=date(2026, 2, 28)).park["M41"].firms.value == 0
    with use_scope(world.staff.scope):
        ended = chain.end_seat(actor=world.staff, seat_id=row.id, until=DAY, reason="stopped testing")
        with pytest.raises(Refused, match=r"lifecycle.step"):
            chain.end_seat(actor=world.staff, seat_id=row.id, until=DAY, reason="again")
    assert ended.until == DAY
    assert world.chain().park["M41"].firms.value == 0
    assert world.chain(day=date(2026, 11, 21)).park["M41"].firms.value == 1


def test_what_a_seat_must_say(world: World) -> None:
    world.seat("M41", "Tester")
    for wrong in (
        {"node": "M41", "name": "Tester"},
        {"node": "Q1", "name": "X"},
        {"node": "M41", "name": ""},
        {"node": "M41", "name": "X", "day": date(2027, 1, 1)},
        {"node": "M41", "name": "X", "capacity": Decimal(-1), "capacity_unit": "t"},
        {"node": "M41", "name": "X", "capacity": Decimal(1)},
        {"node": "M41", "name": "X", "lead_days": 9999},
        {"node": "M41", "name": "X", "area": "Jinan"},
    ):
        with pytest.raises(Refused):
            world.seat(**wrong)
    assert world.chain().park["M41"].firms.value == 1


def test_an_end_lies_after_the_first_day_and_not_to_come(world: World) -> None:
    row = world.seat("M41", "Tester", day=date(2026, 3, 1))
    for wrong in (date(2026, 3, 1), date(2026, 11, 23)):
        with use_scope(world.staff.scope), pytest.raises(Refused, match=r"chain.seat.days"):
            chain.end_seat(actor=world.staff, seat_id=row.id, until=wrong, reason="x")


def test_every_bad_row_is_named_and_nothing_is_half_imported(world: World) -> None:
    content = f"{HEAD}\n{BAD}"
    found = preview(world, content)
    assert [(each.row, each.problem.code) for each in found.bad] == [
        (3, "chain.area.malformed"),
        (4, "chain.node.unknown"),
        (5, "chain.metric.unknown"),
        (6, "chain.share.range"),
        (7, "chain.number.unreadable"),
        (8, "chain.day.future"),
        (9, "base.required"),
        (10, "chain.day.unreadable"),
        (10, "chain.number.unreadable"),
    ]
    with pytest.raises(Refused, match=r"chain.file.bad_rows"):
        world.file(FileKind.FACTS, *content.splitlines())
    with use_scope(world.staff.scope):
        assert MarketFact.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "chain.file.unreadable"),
        (b'"' + b"x" * 140_000 + b'",node\n', "chain.file.unreadable"),
        (b"area,node\n", "chain.file.columns"),
        (HEAD.encode(), "chain.file.empty"),
        (b"x" * 2_000_001, "chain.file.large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(world: World, content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        preview(world, content)


def test_a_file_that_is_read_again_adds_nothing(world: World) -> None:
    lines = ("park:lishan,U21,A,B,park,1000.00,2026-06-01,PO 1", "park:lishan,U21,A,C,abroad,3000,2026-06-02,PO 2")
    assert len(world.purchases(*lines).new) == 2
    again = world.purchases(*lines)
    assert (len(again.new), again.known) == (0, 2)
    figures = world.chain().park["U21"]
    assert (figures.import_share.value, figures.inside_share.value) == (Decimal("0.75"), Decimal("0.25"))
    with use_scope(world.staff.scope):
        assert {each.id for each in figures.hhi.records} == set(Purchase.objects.values_list("id", flat=True))


def test_purchases_older_than_a_year_do_not_count(world: World) -> None:
    world.purchases("park:lishan,U21,A,B,park,1000,2025-11-22,PO 1")
    assert world.chain().park["U21"].hhi.value is None
