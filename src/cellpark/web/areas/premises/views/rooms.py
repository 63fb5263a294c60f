"""One room: what it is, how it stands, what was before and comes after, and what may be done."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.booking.public import BookingPermission, Resource, SourceKind, resources
from cellpark.kernel.problem import Problem
from cellpark.leases.public import OccupationState, occupations, today
from cellpark.premises import public as premises
from cellpark.premises.public import COLUMNS, Ending, PremisesPermission, Room, words
from cellpark.utilities.public import UtilityPermission, points
from cellpark.utilities.public import words as utility_words
from cellpark.web.areas.premises.lines import Line, Said
from cellpark.web.areas.premises.picture import Drawn, Picture, plan_of
from cellpark.web.areas.premises.standing import NOBODY, STANDINGS, Standing, standings
from cellpark.web.areas.premises.views.common import crumbs, floor_name, lease_address
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import State

AHEAD = timedelta(days=50 * 366)
OCCUPATIONS = {
    OccupationState.HELD: (Standing.HELD, "waiting"),
    OccupationState.LET: (Standing.LET, "done"),
    OccupationState.FIT_OUT: (Standing.FIT_OUT, "running"),
}
_SAID = {"kind": words.KINDS, "use": words.USES, "grade": words.GRADES, "waste": words.WASTES}
_APART = frozenset({"building", "code", "inside", "outline_dm", "valid_from", "valid_until"})


def room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """One room in sight."""
    row = premises.room(room_id)
    day = today()
    taken = standings([row], day)[row.id]
    rows = occupations(since=row.valid_from, until=day + AHEAD, rooms=[row.id])
    times = [
        {
            "start": each.start,
            "end": each.end,
            "state": State(OCCUPATIONS[each.state][1], STANDINGS[OCCUPATIONS[each.state][0]]),
            "tenant": each.tenant_name or NOBODY,
            "number": each.number,
            "href": lease_address(actor_of(request), each.lease_id),
        }
        for each in sorted(rows, key=lambda each: each.start)
    ]
    shared = _resources(actor_of(request), row)
    before = premises.rooms().filter(id__in=row.came_from).order_by("code")
    context = {
        "row": row,
        "state": taken.state if row.stands_on(day) else State("planned", _("not there today")),
        "now": _now(row, taken, there=row.stands_on(day)),
        "legend": [{"key": key.value, "label": STANDINGS[key]} for key in Standing],
        "next": _("Its lease ends: talk to the tenant.") if taken.standing == Standing.SOON else "",
        "floor": floor_name(row.floor),
        "facts": _facts(row),
        "times": times,
        "before": list(before),
        "after": list(premises.rooms_from([row.id])),
        "meters": _meters(actor_of(request), row),
        "resources": shared,
        "neighbours": premises.neighbours_of(row, day),
        "around": premises.room_around(row, day),
        "benches": list(premises.benches_of(row, day)),
        "plan": _plan(row, day),
        "offers": _offers(actor_of(request), row, booked=bool(shared)),
        "history": history_of([f"premises/{row.building_id}"]),
        "crumbs": crumbs(row)[:-1],
    }
    return render(request, "premises/room.html", context)


def _plan(row: Room, day: date) -> Picture | None:
    """The room with the benches that stand in it; of a bench, that of its room. None where there is nothing to show."""
    room = premises.room_around(row, day) or row
    benches = list(premises.benches_of(room, day))
    outlines = premises.outlines_of([room, *benches])
    if not benches or room.id not in outlines:
        return None
    taken, said = standings([room, *benches], day), Said.now()
    room_drawn, *drawn = [
        Drawn(
            floor=each.floor,
            code=each.code,
            href=reverse("premises_room", args=[each.id]),
            outline=outlines[each.id],
            standing=taken[each.id].standing,
            spoken=said.of(Line(each, taken[each.id])),
            tenant=taken[each.id].tenant,
            dim=False,
            here=each.id == row.id and each.id != room.id,
        )
        for each in (room, *benches)
        if each.id in outlines
    ]
    return plan_of(room_drawn, drawn)


def _meters(actor: Actor, row: Room) -> list[dict[str, object]]:
    """The points that serve the room, with their last reading."""
    if not actor.may(UtilityPermission.SEE):
        return []
    return [
        {"row": each, "utility": utility_words.UTILITIES[each.utility], "day": each.last_day}
        for each in points().filter(room_id=row.id, closed_on=None).order_by("utility", "code")
    ]


def _resources(actor: Actor, row: Room) -> list[Resource]:
    """As what the room is booked."""
    if not actor.may(BookingPermission.SEE):
        return []
    return list(resources().filter(source_kind=SourceKind.PREMISES, source_id=row.id).order_by("code"))


def _now(row: Room, taken: Any, *, there: bool) -> str:
    if not there:
        return _("The room is not there today.")
    said = str(STANDINGS[taken.standing])
    if taken.tenant:
        said = _("%(state)s: %(tenant)s") % {"state": said, "tenant": taken.tenant}
    if row.valid_until is not None:
        ends = _("it is there until %(day)s") % {"day": row.valid_until.isoformat()}
        said = f"{said}; {ends}"
    return said


def _facts(row: Room) -> list[tuple[Any, str]]:
    facts = []
    for each in COLUMNS:
        if each.name in _APART:
            continue
        value = getattr(row, each.name)
        if isinstance(value, bool):
            text = str(_("yes") if value else _("no"))
        else:
            text = str(_SAID[each.name][value]) if each.name in _SAID else each.write(value)
        facts.append((words.COLUMNS[each.name], text))
    return facts


def _offers(actor: Actor, row: Room, *, booked: bool) -> list[Offer]:
    ended = Problem("premises.room.ended") if row.ending in (Ending.SPLIT, Ending.MERGED) else None
    may, args = PremisesPermission.CHANGE_ROOM, [row.id]
    return [
        offer(actor, may, _("Change the room"), reverse("premises_change", args=args), icon="pencil"),
        offer(actor, may, _("Split the room"), reverse("premises_split", args=args), unless=ended),
        offer(actor, may, _("Merge with neighbours"), reverse("premises_merge", args=args), unless=ended),
        offer(actor, may, _("Change its end"), reverse("premises_close", args=args), unless=ended),
        *(
            []
            if booked
            else [offer(actor, BookingPermission.RULE, _("Let it be booked"), _booking_of(row), unless=ended)]
        ),
    ]


def _booking_of(row: Room) -> str:
    return f"{reverse('booking_resource_add')}?room={row.id}"
