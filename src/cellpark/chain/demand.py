"""Unmet demand of the last year in each area, with the record behind each."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from cellpark.chain.figures.book import Wanted
from cellpark.chain.house import quiet_demand
from cellpark.chain.models import Recruitment, Seat
from cellpark.chain.states import DemandKind, RecruitmentState, SeatState
from cellpark.chain.taxonomy import taxonomy
from cellpark.companies import public as companies
from cellpark.companies.public import NeedKind

WINDOW_DAYS = 365
SPACE = "X7"
"""Where clean plants stand in the taxonomy: a need of a room with a clean grade is demand there."""
_UNMET = ("open", "expired", "unmet")


def demand_of(areas: Collection[str], on: date) -> Mapping[str, list[Wanted]]:
    """What was not met, by area, but for what a recruited company's lease has answered there already."""
    since = on - timedelta(days=WINDOW_DAYS)
    answered = _answered(areas)
    quiet, own, seated = quiet_demand(areas, since=since), _needs(since), _seated()
    found: dict[str, list[Wanted]] = {}
    for area in areas:
        # the needs of a company that sits in another park alone are demand there
        here = [each for company, each in own if company not in seated or area in seated[company]]
        told = [*here, *quiet[area]] if area.startswith("park:") else quiet[area]
        found[area] = [
            each for each in told if str(each.id) not in answered.get(area, ()) and each.node in taxonomy().nodes
        ]
    return found


def _needs(since: date) -> list[tuple[UUID, Wanted]]:
    """The needs in sight that are open, lapsed or given up: on their node, rooms with a clean grade at clean plants."""
    rows = companies.needs().filter(Q(ended_on=None) | Q(ended_on__gte=since), state__in=_UNMET)
    rows = rows.filter(~Q(node="") | Q(kind=NeedKind.ROOM, wanted__has_key="grade"))
    told = rows.values_list("company_id", "id", "node", "since", "text")
    return [
        (company, Wanted(kind=DemandKind.NEED.value, id=id_, node=node or SPACE, day=day, text=text))
        for company, id_, node, day, text in told
    ]


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
