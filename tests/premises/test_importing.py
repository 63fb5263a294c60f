"""Lists of rooms come in whole or not at all, dry run first, and go out as they came in."""

import csv
import io
from decimal import Decimal

import pytest
from django.db.models import Sum
from openpyxl import Workbook

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from cellpark.premises.generated import generated_buildings
from cellpark.premises.models import DryRun, Room
from cellpark.premises.public import (
    Tried,
    empty_list,
    export_rooms,
    generate_premises,
    import_rooms,
    rooms_on,
    try_rooms,
)
from cellpark.premises.tables import read_sheet, write_csv
from tests.people import HOUSE
from tests.premises.world import DAY, HEAD, World, nine_rooms, sheet


def tried(world: World, content: bytes) -> Tried:
    return try_rooms(actor=world.manager, organisation=world.operator.id, content=content, name="rooms.csv")


def refused(world: World, content: bytes) -> list[str]:
    with pytest.raises(Refused) as refusal:
        tried(world, content)
    return [each.code for each in refusal.value.problems]


def said(found: Tried) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.column, each.value, each.problem.code) for each in found.bad]


def test_every_bad_row_is_named_with_row_column_value_and_reason_and_nothing_is_written(world: World) -> None:
    with use_scope(world.manager.scope):
        found = tried(
            world,
            sheet(
                "B1,401,4,laboratory,100,80,C,4.2,5,20,no,2026-01-01",
                "B1,104,1,kitchen,100,80,C,4.2,5,20,no,2026-01-01",
                "B9,104,1,laboratory,100,80,C,4.2,5,20,no,2026-01-01",
                "B1,105,1,laboratory,80,100,C,4.2,5,20,no,2026-01-01",
                "B1,106,1,laboratory,100,80,E,4.2,5,much,perhaps,2026-13-01",
                "B1,107,1,laboratory,100,,C,4.2,5,20,no,2026-01-01",
                "B1,108,1,laboratory,100,80,C,4.2,5,20,no,2026-01-01",
            ),
        )
        assert found.dry_run is None
        assert said(found) == [
            (2, "floor", "4", "premises.room.floor"),
            (3, "use", "kitchen", "premises.value.kind"),
            (4, "building", "B9", "premises.value.building"),
            (5, "area_net_m2", "100", "premises.room.areas"),
            (6, "grade", "E", "premises.value.kind"),
            (6, "power_kw", "much", "premises.value.number"),
            (6, "ln2", "perhaps", "premises.value.yes"),
            (6, "valid_from", "2026-13-01", "premises.value.day"),
            (7, "area_net_m2", "", "premises.value.missing"),
        ]
        assert Room.objects.count() == 9
        assert DryRun.objects.count() == 0


def test_the_very_file_that_was_tried_is_taken_in_and_again_changes_nothing(world: World) -> None:
    content = sheet(
        "B1,104,1,office,50,40,,3.2,3,10,no,2026-01-01", nine_rooms()[0].replace(",20,no", ",25.5,no"), nine_rooms()[1]
    )
    with use_scope(world.manager.scope):
        found = tried(world, content)
        assert (found.opened, found.changed, found.same, found.bad) == (1, 1, 1, ())
        assert Room.objects.count() == 9
        assert found.dry_run is not None
        done = import_rooms(actor=world.manager, dry_run=found.dry_run)
        assert (done.opened, done.changed, done.same) == (1, 1, 1)
        assert world.room("101").power_kw == Decimal("25.5")
        before = events_of(f"premises/{world.building.id}")[0]
        again = import_rooms(actor=world.manager, dry_run=found.dry_run)
        assert (again.opened, again.changed, again.same) == (0, 0, 3)
        assert events_of(f"premises/{world.building.id}")[0] == before


def test_a_tried_file_is_its_owners_alone(world: World) -> None:
    with use_scope(EVERYTHING):
        found = tried(world, sheet(*nine_rooms()))
        assert found.dry_run is not None
        with pytest.raises(NotAllowed):
            import_rooms(actor=world.tenant, dry_run=found.dry_run)
    with use_scope(world.tenant.scope):
        assert DryRun.objects.count() == 0
        assert Room.objects.count() == 0


def test_what_moved_between_dry_run_and_import_refuses_the_whole_file(world: World) -> None:
    content = sheet("B1,104,1,office,50,40,,3.2,3,10,no,2026-01-01", "B1,105,1,office,50,40,,3.2,3,10,no,2026-01-01")
    with use_scope(world.manager.scope):
        first = tried(world, content)
        other = tried(world, sheet("B1,105,1,office,50,40,,3.2,3,10,no,2026-02-01"))
        assert first.dry_run is not None
        assert other.dry_run is not None
        import_rooms(actor=world.manager, dry_run=other.dry_run)
        with pytest.raises(Refused) as refusal:
            import_rooms(actor=world.manager, dry_run=first.dry_run)
        assert [(each.code, each.params["row"]) for each in refusal.value.problems] == [("premises.file.moved", 3)]
        assert Room.objects.filter(code="104").count() == 0


def test_what_is_no_list_of_rooms_is_refused_at_once(world: World) -> None:
    with use_scope(world.manager.scope):
        assert refused(world, b"") == ["premises.file.empty"]
        assert refused(world, b"PK\x03\x04 broken") == ["premises.file.unreadable"]
        assert refused(world, b"\xff\xfe\x00\x01") == ["premises.file.unreadable"]
        assert refused(world, b"building,door\nB1,3") == ["premises.file.missing", "premises.file.strange"]
        assert refused(world, b"building,code,code\nB1,3,3") == ["premises.file.twice"]


def test_a_code_leads_to_one_room_at_a_time_within_the_file_too(world: World) -> None:
    row = "B1,104,1,office,50,40,,3.2,3,10,no,"
    with use_scope(world.manager.scope):
        found = tried(world, sheet(row + "2026-01-01", row + "2026-02-01"))
        assert said(found) == [(3, "code", "104", "premises.room.taken")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_and_changes_nothing(world: World, form: str) -> None:
    with use_scope(world.manager.scope):
        found = tried(world, export_rooms(form=form))
        assert (found.opened, found.changed, found.same, said(found)) == (0, 0, 9, [])
        assert all(each.outline for each in rooms_on(DAY))


def test_numbers_and_days_of_a_spreadsheet_are_read_as_they_are_shown(world: World) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEAD.split(","))
    page.append(["B1", 104, 1, "office", 50.1, 40.05, None, 3.2, 3, 0.1 + 0.2, True, DAY])
    out = io.BytesIO()
    book.save(out)
    with use_scope(world.manager.scope):
        found = tried(world, out.getvalue())
        assert said(found) == []
        assert found.dry_run is not None
        import_rooms(actor=world.manager, dry_run=found.dry_run)
        made = world.room("104")
        assert (made.area_net_m2, made.power_kw, made.ln2, made.valid_from) == (
            Decimal("40.05"),
            Decimal("0.3"),
            True,
            DAY,
        )


def test_the_empty_list_has_the_head_that_is_read(world: World) -> None:
    with use_scope(world.manager.scope):
        assert said(tried(world, empty_list())) == []


def test_a_chinese_spreadsheet_in_gb_18030_is_read(world: World) -> None:
    row = "B1,\u7532104,1,office,50,40,,3.2,3,10,\u662f,2026-01-01"
    with use_scope(world.manager.scope):
        found = tried(world, f"{HEAD}\n{row}".encode("gb18030"))
        assert (found.opened, said(found)) == (1, [])


def test_a_generated_park_has_its_rooms_and_area_and_is_the_same_for_the_same_seed(world: World) -> None:
    with use_scope(EVERYTHING):
        made = [
            generate_premises(actor=HOUSE, organisation=world.operator.id, companies=60, seed=seed) for seed in (7, 7)
        ]
        assert made == [1200, 0]
        generated = Room.objects.filter(building__code__startswith="G")
        assert generated.aggregate(Sum("area_gross_m2"))["area_gross_m2__sum"] == 60_000
    assert list(generated_buildings(seed=7, companies=60)) == list(generated_buildings(seed=7, companies=60))
    assert list(generated_buildings(seed=7, companies=60)) != list(generated_buildings(seed=8, companies=60))


def test_a_cell_far_out_makes_no_sheet_of_millions() -> None:
    """Sixteen thousand columns for each row above a forgotten cell: half a minute of work in five kilobytes."""
    book = Workbook()
    assert book.active is not None
    for row in (["building", "code"], ["B1", "R1"]):
        book.active.append(row)
    book.active.cell(row=100_000, column=1, value="B1")
    book.active.cell(row=1, column=16_384, value="x")
    out = io.BytesIO()
    book.save(out)
    found = read_sheet(out.getvalue(), columns=["building", "code"], required=["building"])
    assert [(number, cells["code"]) for number, cells in found.rows] == [(2, "R1"), (100_000, "")]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\rx"])
def test_a_cell_that_begins_like_a_formula_runs_nowhere_and_is_read_back(cell: str) -> None:
    written = write_csv(["building", "code"], [["-1", cell]])
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1] == ["-1", f" {cell}"]
    [(_number, read)] = read_sheet(written, columns=["building", "code"], required=["building"]).rows
    assert (read["building"], read["code"]) == ("-1", cell.strip())
