"""The space board: a building as stacked floors on any day, the others as floor bars, and the same as a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.leases.public import lettings_version, today
from cellpark.premises import public as premises
from cellpark.premises.public import Building, PremisesPermission, RoomGrade, RoomUse, words
from cellpark.web.areas.premises.filled import Filled
from cellpark.web.areas.premises.lines import Line, Wanted
from cellpark.web.areas.premises.picture import Bars, bars_of
from cellpark.web.areas.premises.shares import Share, shares, together
from cellpark.web.areas.premises.standing import STANDINGS, Standing
from cellpark.web.areas.premises.views.common import lease_address
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Column, Kind, Table, table_response

MONTHS = 60
DAYS = MONTHS * 30
KEPT = ("building", "day", "use", "grade", "state")
_NOTHING = Share({}, {})


@dataclass(frozen=True, slots=True)
class House:
    """A building beside the one that is drawn."""

    building: Building
    bars: Bars
    share: Share
    href: str
    here: bool


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Room"),
        kind=Kind.CODE,
        value="room.code",
        sort="code",
        search=("code",),
        link=lambda line: reverse("premises_room", args=[line.room.id]),
    ),
    Column(key="floor", label=gettext_lazy("Floor"), value="room.floor", kind=Kind.NUMBER, sort="floor"),
    Column(
        key="use", label=gettext_lazy("Use of the room"), value=lambda line: str(words.USES[line.room.use]), sort="use"
    ),
    Column(
        key="grade", label=gettext_lazy("Grade"), value=lambda line: str(words.GRADES[line.room.grade]), sort="grade"
    ),
    Column(key="area", label=gettext_lazy("Net area, m²"), kind=Kind.NUMBER, value="room.area_net_m2", sort="area"),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value="taken.state", sort="state"),
    Column(
        key="tenant",
        label=gettext_lazy("Who has it"),
        value="taken.tenant",
        sort="tenant",
        search=("tenant",),
    ),
    Column(key="until", label=gettext_lazy("Until"), kind=Kind.DAY, value="taken.until", sort="until"),
)


def columns_for(actor: Actor) -> tuple[Column[Line], ...]:
    """The columns; who has a room leads to its lease for those who read leases."""
    return tuple(
        replace(each, link=lambda line: lease_address(actor, line.taken.lease)) if each.key == "tenant" else each
        for each in COLUMNS
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader asked for, as far as it makes sense."""

    day: date
    building: UUID | None
    use: str
    grade: str | None
    state: str

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "Wish":
        """From the address; what cannot be is left out."""
        return cls(
            day=_day(sent.get("day", "")),
            building=_id(sent.get("building", "")),
            use=sent.get("use", "") if sent.get("use") in set(RoomUse) else "",
            grade=_grade(sent.get("grade", "")),
            state=sent.get("state", "") if sent.get("state") in set(Standing) else "",
        )

    @property
    def wants(self) -> Wanted:
        """What the filters let through."""
        return Wanted(self.use, self.grade, self.state)


def board(request: HttpRequest) -> HttpResponseBase:
    """The building that is asked for, or the first one, on the day that is asked for, or today."""
    wish = Wish.read(request.GET.dict())
    houses = list(premises.buildings())
    lettings = lettings_version()
    found = shares(wish.day, houses, lettings)
    here = next((each for each in houses if each.id == wish.building), houses[0] if houses else None)
    filled = Filled.on(here, wish.day, lettings) if here is not None else None
    lines = [] if filled is None else filled.lines
    shown = [line for line in lines if wish.wants.fits(line)]
    table = Table(
        shown,
        columns_for(actor_of(request)),
        request,
        caption=_("Rooms of the building"),
        order="code",
        keep=KEPT,
        empty=_("No room is there."),
    )
    whole = together(found.values())
    floors = {key[1]: share for key, share in found.items() if here is not None and key[0] == here.id}
    actor = actor_of(request)
    context = {
        "wish": wish,
        "today": today(),
        "houses": [_house(each, found, here, request) for each in houses],
        "here": here,
        "share": together(floors.values()),
        "whole": whole,
        "park": _figures(whole),
        "own": _figures(together(floors.values())),
        "picture": None if filled is None else filled.picture(wish.wants),
        "filtered": len(shown) != len(lines),
        "shown": len(shown),
        "legend": [{"key": key.value, "label": STANDINGS[key]} for key in Standing],
        "uses": [(each.value, words.USES[each]) for each in RoomUse],
        "grades": [(each.value or "none", words.GRADES[each]) for each in RoomGrade],
        "states": [(each.value, STANDINGS[each]) for each in Standing],
        "slider": _slider(wish.day),
        "now": _now(wish.day, whole),
        "next": _next(whole),
        "offers": _offers(actor, here),
    }
    return table_response(request, "premises/board.html", table, context)


def _house(
    building: Building, found: Mapping[tuple[UUID, int], Share], here: Building | None, request: HttpRequest
) -> House:
    floors = {floor: found.get((building.id, floor), _NOTHING) for floor in building.floors}
    query = request.GET.copy()
    for key in list(query):
        if key not in KEPT:
            del query[key]
    query["building"] = str(building.id)
    return House(
        building,
        bars_of(floors),
        together(floors.values()),
        f"?{query.urlencode()}",
        here is not None and building.id == here.id,
    )


def _figures(share: Share) -> list[dict[str, Any]]:
    ending = sum((share.areas.get(each, Decimal(0)) for each in (Standing.SOON, Standing.LATER)), Decimal(0))
    return [
        {"label": _("Occupancy"), "value": share.occupancy, "unit": "%"},
        {"label": _("Net area"), "value": share.area, "unit": "m²"},
        {"label": STANDINGS[Standing.VACANT], "value": share.areas.get(Standing.VACANT, Decimal(0)), "unit": "m²"},
        {"label": STANDINGS[Standing.HELD], "value": share.areas.get(Standing.HELD, Decimal(0)), "unit": "m²"},
        {"label": _("Ends within 180 days"), "value": ending, "unit": "m²"},
    ]


def _slider(day: date) -> dict[str, Any]:
    return {"value": (day - today()).days, "least": -DAYS, "most": DAYS}


def _now(day: date, whole: Share) -> str:
    params = {"day": day.isoformat(), "percent": f"{whole.occupancy}%", "rooms": whole.rooms.get(Standing.VACANT, 0)}
    if not whole.area:
        return _("On %(day)s no room is there.") % params
    return _("On %(day)s %(percent)s of the area is let; %(rooms)s rooms are vacant.") % params


def _next(whole: Share) -> str:
    soon = whole.rooms.get(Standing.SOON, 0)
    return _("%(rooms)s rooms end within 90 days: talk to their tenants.") % {"rooms": soon} if soon else ""


def _offers(actor: Any, here: Building | None) -> list[Any]:
    may = PremisesPermission
    made = [
        offer(actor, may.SEE, _("Find a place"), reverse("premises_places"), icon="search", look="primary"),
        offer(actor, may.CHANGE_ROOM, _("Import rooms"), reverse("premises_import"), icon="file-spreadsheet"),
        offer(
            actor, may.REGISTER_BUILDING, _("Register a building"), reverse("premises_building_register"), icon="plus"
        ),
    ]
    if here is not None:
        change = reverse("premises_building_change", args=[here.id])
        made.append(offer(actor, may.REGISTER_BUILDING, _("Change this building"), change, icon="pencil"))
    return made


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today()
    return day if abs(day - today()) <= timedelta(days=100 * 366) else today()


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _grade(text: str) -> str | None:
    if text == "none":
        return ""
    return text if text and text in set(RoomGrade) else None
