"""Unmet demand of the last year in each area, with the record behind each."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from cellpark.chain.figures.book import Wanted
from cellpark.chain.house import CLEAN, quiet_demand
from cellpark.chain.matching.matcher import only_node
from cellpark.chain.models import Recruitment, Seat
from cellpark.chain.states import DemandKind, RecruitmentState, SeatState
from cellpark.chain.taxonomy import taxonomy
from cellpark.companies import public as companies
from cellpark.companies.public import NeedKind

WINDOW_DAYS = 365
TALENT = "X5"
"""Where people stand: a need of people is demand there, whoever works in the link that needs them."""
_UNMET = ("open", "expired", "unmet")
_PLACED = frozenset({NeedKind.SERVICE, NeedKind.SUPPLIER, NeedKind.PEOPLE})


named_node = lru_cache(maxsize=4_096)(only_node)
"""The same words are read on every page that counts demand."""


def demand_of(areas: Collection[str], on: date) -> Mapping[str, list[Wanted]]:
    """What was not met, by area, but for what a recruited company's lease has answered there already."""
    since = on - timedelta(days=WINDOW_DAYS)
    answered = _answered(areas)
    quiet, own, seated = quiet_demand(areas, since=since), _needs(since), _seated()
    found: dict[str, list[Wanted]] = {}
    nodes = taxonomy().nodes
    for area in areas:
        told = quiet[area]
        if area.startswith("park:"):
            # the needs of a company that sits in another park alone are demand there
            told = [each for company, each in own if company not in seated or area in seated[company]] + told
        closed = answered.get(area)
        found[area] = [each for each in told if each.node in nodes and (closed is None or str(each.id) not in closed)]
    return found


def _needs(since: date) -> list[tuple[UUID, Wanted]]:
    """The needs in sight that are open, lapsed or given up, each on the node that it names or that follows from it."""
    rows = companies.needs().filter(Q(ended_on=None) | Q(ended_on__gte=since), state__in=_UNMET)
    rows = rows.filter(~Q(node="") | Q(kind__in=_PLACED) | Q(kind=NeedKind.ROOM, wanted__has_key="grade"))
    told = rows.values_list("company_id", "id", "kind", "node", "since", "text")
    return [
        (company, Wanted(kind=DemandKind.NEED.value, id=id_, node=placed, day=day, text=text))
        for company, id_, kind, node, day, text in told
        if (placed := node or _node(kind, text))
    ]


def _node(kind: str, text: str) -> str:
    """Where a need stands that names no node: clean rooms at clean plants, people at talent.

    A service or a supplier stands at the one link that its words name; nowhere where they name none, or several.
    """
    if kind == NeedKind.ROOM:
        return CLEAN
    return TALENT if kind == NeedKind.PEOPLE else named_node(text)


def _answered(areas: Collection[str]) -> Mapping[str, set[str]]:
    """The ids of demand that a closed recruitment carried, by area."""
    found: dict[str, set[str]] = {}
    rows = Recruitment.objects.filter(area__in=areas, state=RecruitmentState.CLOSED)
    for area, demand in rows.values_list("area", "demand"):
        found.setdefault(area, set()).update(each["id"] for each in demand)
    return found


def _seated() -> Mapping[UUID, set[str]]:
    """The areas in which each company sits."""
    found: dict[UUID, set[str]] = {}
    rows = Seat.objects.filter(state=SeatState.SEATED, subject__isnull=False)
    for subject, area in rows.values_list("subject", "area"):
        found.setdefault(subject, set()).add(area)
    return found
