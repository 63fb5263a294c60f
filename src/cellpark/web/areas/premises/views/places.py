"""Find me a place: rooms and neighbouring rooms for a need."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import find_free_places, occupations, today
from cellpark.premises import public as premises
from cellpark.premises.public import Demand, Finding, Needs, Place, Room, words
from cellpark.web.areas.premises.forms import NeedsForm
from cellpark.web.areas.premises.views.common import crumbs, floor_name

DEMANDS: Mapping[Demand, Any] = {
    Demand.AREA: words.COLUMNS["area_net_m2"],
    Demand.USE: words.COLUMNS["use"],
    Demand.GRADE: words.COLUMNS["grade"],
    Demand.HEIGHT: words.COLUMNS["height_m"],
    Demand.FLOOR_LOAD: words.COLUMNS["floor_load_kn_m2"],
    Demand.POWER: words.COLUMNS["power_kw"],
    Demand.STEAM: words.COLUMNS["steam_kg_h"],
    Demand.WATER: words.COLUMNS["purified_water_l_h"],
    Demand.LN2: words.COLUMNS["ln2"],
    Demand.EXHAUST: words.COLUMNS["exhaust_m3_h"],
    Demand.WASTE: words.COLUMNS["waste"],
    Demand.BONDED: words.COLUMNS["bonded"],
    Demand.NEXT_TO: gettext_lazy("On one floor with"),
}
WORKS: Mapping[Demand, Any] = {
    Demand.USE: gettext_lazy("change of use"),
    Demand.GRADE: gettext_lazy("clean-room walls, air handling and its qualification"),
    Demand.POWER: gettext_lazy("a stronger feed"),
    Demand.STEAM: gettext_lazy("a steam line"),
    Demand.WATER: gettext_lazy("a loop of purified water"),
    Demand.LN2: gettext_lazy("a line or a store of liquid nitrogen"),
    Demand.EXHAUST: gettext_lazy("more exhaust"),
    Demand.WASTE: gettext_lazy("drains to the treatment"),
}
MISSED_SHOWN, MISSED_DAYS = 12, timedelta(days=365)
_SAID = {Demand.USE: words.USES, Demand.GRADE: words.GRADES, Demand.WASTE: words.WASTES}


def places(request: HttpRequest) -> HttpResponse:
    """The form, and the ranked places once something is asked for."""
    asked = any(str(value).strip() for name, value in request.GET.items() if name not in ("day", "rooms_max"))
    form = NeedsForm(request.GET if asked else None, initial={"day": today(), "rooms_max": 6})
    context: dict[str, Any] = {"form": form, "crumbs": crumbs(), "asked": asked, "problems": []}
    if asked and form.is_valid():
        try:
            needs = needs_of(form.cleaned_data)
            found = find_free_places(actor=actor_of(request), needs=needs)
            context |= {"found": _told(found), "complete": sum(each.complete for each in found)}
        except Refused as refusal:
            context["problems"] = [explain(each) for each in refusal.problems]
    context["missed"] = _missed()
    status = 422 if asked and "found" not in context else 200
    return render(request, "premises/places.html", context, status=status)


def needs_of(sent: Mapping[str, Any]) -> Needs:
    """The need that was typed; a tenant that nobody knows is refused."""
    day = sent["day"] or today()
    numbers = ("height_m", "floor_load_kn_m2", "power_kw", "steam_kg_h", "purified_water_l_h", "exhaust_m3_h")
    amounts: dict[str, Any] = {name: sent[name] or Decimal(0) for name in numbers}
    return Needs(
        day=day,
        area_min=sent["area_min"] or Decimal(0),
        area_max=sent["area_max"],
        uses=frozenset(sent["uses"]),
        grade=sent["grade"],
        waste=sent["waste"],
        ln2=sent["ln2"],
        bonded={"yes": True, "no": False}.get(sent["bonded"]),
        next_to=_rooms_of(sent["next_to"].strip(), day) if sent["next_to"].strip() else frozenset(),
        rooms_max=sent["rooms_max"] or 6,
        **amounts,
    )


def _rooms_of(name: str, day: Any) -> frozenset[UUID]:
    folded = name.casefold()
    found = (
        each for each in occupations(since=day, until=day + timedelta(days=1)) if folded in each.tenant_name.casefold()
    )
    rooms = frozenset(each.room_id for each in found)
    if not rooms:
        raise Refused(Problem("premises.needs.tenant", {"name": name[:80]}, field="next_to"))
    return rooms


def _missed() -> list[dict[str, Any]]:
    """The last searches without a hit, each with the address that looks again."""
    rows = premises.missed_places(since=today() - MISSED_DAYS)[:MISSED_SHOWN]
    return [
        {
            "row": each,
            "text": words.wanted_in_words(each.wanted),
            "href": f"?{each.query}",
        }
        for each in rows
    ]


def _told(found: Sequence[Place]) -> list[dict[str, Any]]:
    rooms = _rooms(each for place in found for each in place.rooms)
    return [
        {
            "place": place,
            "rooms": [rooms[each] for each in place.rooms],
            "building": rooms[place.rooms[0]].building,
            "floor": floor_name(rooms[place.rooms[0]].floor),
            "met": [_line(each) for each in place.findings if each.met],
            "gaps": [_line(each) for each in place.gaps],
        }
        for place in found
    ]


def _rooms(ids: Iterable[UUID]) -> Mapping[UUID, Room]:
    found: Mapping[UUID, Room] = premises.rooms().select_related("building").in_bulk(list(dict.fromkeys(ids)))
    return found


def _line(each: Finding) -> dict[str, Any]:
    said = _SAID.get(each.demand)
    there = each.there
    if said is not None:
        there = str(_(", ")).join(str(said[name]) for name in (there.split() or [""]))
    elif there in ("yes", "no"):
        there = str(_("yes") if there == "yes" else _("no"))
    return {
        "label": DEMANDS[each.demand],
        "there": there,
        "works": WORKS.get(each.demand, "") if each.fit_out else "",
        "needed": each.needed if each.demand not in _SAID and each.needed not in ("yes", "no") else "",
    }
