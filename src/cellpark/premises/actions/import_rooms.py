"""Take a list of rooms in: first a dry run that names every bad row, then this very file or nothing."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.text import text_problems
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.premises.columns import NAMES, NEEDED
from cellpark.premises.events import BenchesPlaced, RoomFacts, RoomsImported
from cellpark.premises.importing import BadCell, Held, Plan, Standing, plan_import
from cellpark.premises.models import Building, DryRun, Room
from cellpark.premises.permissions import PremisesPermission
from cellpark.premises.places.outlines import Rings, bounds, laid_out
from cellpark.premises.rows import facts_of, next_numbers, stream_of, write
from cellpark.premises.states import Ending, RoomKind
from cellpark.premises.tables import Sheet, read_sheet
from cellpark.premises.values import held_values

KEPT = timedelta(days=1)
NAME_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a file would do. ``dry_run`` is there when no cell is bad: with it the file is taken in."""

    dry_run: UUID | None
    sha256: str
    opened: int
    changed: int
    same: int
    bad: tuple[BadCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file did."""

    sha256: str
    opened: int
    changed: int
    same: int


def try_rooms(*, actor: Actor, organisation: UUID, content: bytes, name: str) -> Tried:
    """Read a list of rooms of ``organisation``, the operator, and write nothing but the file itself, for a day.

    Raises ``Refused``: ``premises.file.*`` where it is no list of rooms at all.
    """
    actor.require(PremisesPermission.CHANGE_ROOM)
    refuse_any(text_problems(file=name))
    digest = hashlib.sha256(content).hexdigest()
    plan, _buildings = _planned(organisation, read_sheet(content, columns=NAMES, required=NEEDED))
    opened, changed, same = plan.counts
    kept = None
    if not plan.bad:
        DryRun.objects.filter(organisation_id=organisation, made_at__lt=now() - KEPT).delete()
        kept = DryRun(
            organisation_id=organisation,
            made_by=actor.reference,
            made_at=now(),
            name=name[:NAME_MAX],
            content=content,
            sha256=digest,
        )
        kept.save()
    return Tried(
        dry_run=kept.id if kept else None,
        sha256=digest,
        opened=opened,
        changed=changed,
        same=same,
        bad=tuple(plan.bad),
    )


def import_rooms(*, actor: Actor, dry_run: UUID) -> Imported:
    """Take in the very file that was tried, whole or not at all.

    Raises ``Refused``: ``premises.file.gone``, or ``premises.file.moved`` where rows fit no longer because something
    was changed meanwhile; ``premises.room.in_use``.
    """
    actor.require(PremisesPermission.CHANGE_ROOM)
    kept = DryRun.objects.filter(id=dry_run, made_by=actor.reference, made_at__gte=now() - KEPT).first()
    if kept is None:
        raise Refused(Problem("premises.file.gone"))
    done = load_rooms(actor=actor, organisation=kept.organisation_id, content=bytes(kept.content))
    assert done.sha256 == kept.sha256, "what was tried is what is taken in"
    return done


def load_rooms(*, actor: Actor, organisation: UUID, content: bytes) -> Imported:
    """Take in a list of rooms at once, as programs do; any bad row refuses it: ``premises.file.moved``."""
    actor.require(PremisesPermission.CHANGE_ROOM)
    sheet = read_sheet(content, columns=NAMES, required=NEEDED)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        names = {cells["building"] for _row, cells in sheet.rows}
        ids = Building.objects.filter(organisation_id=organisation, code__in=names).values_list("id", flat=True)
        for stream in sorted(stream_of(each) for each in ids):
            lock_stream(stream)
        plan, buildings = _planned(organisation, sheet)
        if plan.bad:
            first = plan.bad[0]
            params: dict[str, str | int | bool | None] = {
                "rows": len({each.row for each in plan.bad}),
                "row": first.row,
                "column": first.column,
            }
            raise Refused(Problem("premises.file.moved", params, field="file"))
        for code in sorted(plan.opened.keys() | plan.changed.keys()):
            _write(actor, buildings[code], plan.opened[code], plan.changed[code], digest)
    opened, changed, same = plan.counts
    return Imported(sha256=digest, opened=opened, changed=changed, same=same)


def _planned(organisation: UUID, sheet: Sheet) -> tuple[Plan, Mapping[str, Building]]:
    names = {cells["building"] for _row, cells in sheet.rows}
    rows = {each.code: each for each in Building.objects.filter(organisation_id=organisation, code__in=names)}
    codes = {each.id: each.code for each in rows.values()}
    held = [
        Held(each.id, codes[each.building_id], each.ending, held_values(each))
        for each in Room.objects.filter(building_id__in=codes)
    ]
    standing = {code: Standing(each.id, each.floors) for code, each in rows.items()}
    return plan_import(sheet, buildings=standing, held=held), rows


def _write(
    actor: Actor,
    building: Building,
    opened: Sequence[dict[str, Any]],
    changed: Sequence[tuple[UUID, dict[str, Any]]],
    digest: str,
) -> None:
    rooms: Mapping[UUID, Room] = Room.objects.in_bulk([identity for identity, _values in changed])
    _lay_out(building, opened)
    numbers = next_numbers(len(opened))
    event = RoomsImported(
        building=building.id,
        sha256=digest,
        opened=tuple(_facts(Room(id=new_id()), values, numbers[place]) for place, values in enumerate(opened)),
        changed=tuple(_facts(rooms[identity], values, rooms[identity].number) for identity, values in changed),
    )
    write(event, actor=actor, building=building)
    stands = {str(facts.room): values["inside"] for facts, values in zip(event.opened, opened, strict=True)}
    placed = {bench: code for bench, code in stands.items() if code}
    placed |= {str(each): values["inside"] for each, values in changed if values["inside"] != rooms[each].inside}
    if placed:
        write(BenchesPlaced(building=building.id, benches=placed), actor=actor, building=building)


def _facts(room: Room, values: Mapping[str, Any], number: int) -> RoomFacts:
    columns = {name: value for name, value in values.items() if name != "outline_dm"}
    ending = Ending.CLOSED if values["valid_until"] is not None else Ending.OPEN
    return facts_of(room, **columns, outline=values["outline_dm"], number=number, ending=ending.value)


def _lay_out(building: Building, opened: Sequence[dict[str, Any]]) -> None:
    """Give rooms that the file does not draw a place on their floor's plan, beside those that are drawn."""
    floors: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for values in opened:
        if not values["outline_dm"] and values["kind"] == RoomKind.ROOM:
            floors[values["floor"]].append(values)
    if not floors:
        return
    drawn: dict[int, list[Rings]] = defaultdict(list)
    for floor, outline in Room.objects.filter(building_id=building.id, floor__in=floors).values_list(
        "floor", "outline"
    ):
        drawn[floor].append(outline)
    for values in opened:
        if values["outline_dm"]:
            drawn[values["floor"]].append(values["outline_dm"])
    for floor, rooms in floors.items():
        start = max((bounds(each)[2] for each in drawn[floor]), default=0)
        areas = {str(place): Decimal(values["area_gross_m2"]) for place, values in enumerate(rooms)}
        plan = laid_out(areas, width_dm=building.width_dm, depth_dm=building.depth_dm, start_dm=start)
        for place, values in enumerate(rooms):
            values["outline_dm"] = plan[str(place)]
