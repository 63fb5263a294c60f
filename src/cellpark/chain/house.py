"""What the house itself reads across organisations, and how little of it goes out.

What is offered is offered to everybody; who sits on the chain is told to everybody in the park. Of what others look for
only the id, the node and the day go out: the park learns that there is demand, not whose it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.chain.days import today
from cellpark.chain.figures.book import Wanted
from cellpark.chain.models import Introduction, MissedSearch, Offer, Seat, Want
from cellpark.chain.states import DemandKind, IntroductionState, OfferState, SeatState, WantState
from cellpark.chain.taxonomy import taxonomy
from cellpark.identity.public import Organisation


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody on a node, as everybody in the park may know."""

    id: UUID
    node: str
    name_zh: str
    name_en: str
    evidence: str
    source: str
    day: date


def seats_found(node: str, area: str) -> list[Found]:
    """Who does this in a park, group and links alike."""
    with use_scope(EVERYTHING):
        rows = Seat.objects.filter(node__in=taxonomy().within(node), area=area, state=SeatState.SEATED)
        return [
            Found(row.id, row.node, row.name_zh, row.name_en, row.evidence, row.source, row.day)
            for row in rows.order_by("node", "name_zh", "name_en")[:50]
        ]


def open_offers(*, kind: str = "") -> list[Offer]:
    """What is offered today, whoever offers it; the newest first."""
    with use_scope(EVERYTHING):
        rows = Offer.objects.filter(Q(until=None) | Q(until__gt=today()), state=OfferState.OPEN)
        if kind:
            rows = rows.filter(kind=kind)
        return list(rows.select_related("organisation").order_by("-id"))


def open_offer(offer_id: UUID) -> Offer:
    """One of them; raises ``DoesNotExist``."""
    with use_scope(EVERYTHING):
        found: Offer = Offer.objects.select_related("organisation").get(id=offer_id, state=OfferState.OPEN)
        return found


def kind_of(organisation_id: UUID) -> str:
    """What kind of organisation somebody is, and nothing else."""
    with use_scope(EVERYTHING):
        found: str = Organisation.objects.values_list("kind", flat=True).get(id=organisation_id)
        return found


def quiet_demand(area: str, *, since: date) -> list[Wanted]:
    """Searches, wants and refused introductions of everybody, without whose they are and what they say."""
    with use_scope(EVERYTHING):
        searches = MissedSearch.objects.filter(area=area, day__gte=since).values_list("id", "node", "day")
        wants = Want.objects.filter(Q(area=area) | Q(area=""), state=WantState.OPEN).exclude(node="")
        asked = wants.values_list("id", "node", "day")
        declined = Introduction.objects.filter(
            state=IntroductionState.DECLINED, answered_at__date__gte=since, want_id__in=wants.values("id")
        ).values_list("id", "offer__node", "answered_at__date")
        return [
            *_told(DemandKind.SEARCH, searches),
            *_told(DemandKind.WANT, asked),
            *_told(DemandKind.REFUSAL, ((id_, node, day) for id_, node, day in declined if node)),
        ]


def _told(kind: DemandKind, rows: Iterable[tuple[UUID, str, date]]) -> list[Wanted]:
    return [Wanted(kind=kind.value, id=id_, node=node, day=day) for id_, node, day in rows]
