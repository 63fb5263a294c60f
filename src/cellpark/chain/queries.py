"""Reading the rows of the chain that are in sight."""

from uuid import UUID

from django.db.models import Q, QuerySet

from cellpark.chain.days import today
from cellpark.chain.models import Introduction, MarketFact, Offer, Purchase, Recruitment, Seat, Want
from cellpark.chain.states import KNOWN
from cellpark.chain.taxonomy import taxonomy


def seats(*, area: str = "", node: str = "") -> "QuerySet[Seat]":
    """The seats in sight, of an area and of a node with what is below it."""
    rows: QuerySet[Seat] = Seat.objects.all()
    if area:
        rows = rows.filter(area=area)
    return rows.filter(node__in=taxonomy().within(node)) if node else rows


def seat(seat_id: UUID) -> Seat:
    """One seat in sight; raises ``DoesNotExist``."""
    row: Seat = Seat.objects.get(id=seat_id)
    return row


def purchases(*, area: str = "", node: str = "") -> "QuerySet[Purchase]":
    """The purchases in sight."""
    rows: QuerySet[Purchase] = Purchase.objects.all()
    if area:
        rows = rows.filter(area=area)
    return rows.filter(node__in=taxonomy().within(node)) if node else rows


def market_facts(*, node: str = "") -> "QuerySet[MarketFact]":
    """The facts of the market in sight."""
    rows: QuerySet[MarketFact] = MarketFact.objects.all()
    return rows.filter(node=node) if node else rows


def recruitments(*, area: str = "") -> "QuerySet[Recruitment]":
    """What is recruited for in sight."""
    rows: QuerySet[Recruitment] = Recruitment.objects.all()
    return rows.filter(area=area) if area else rows


def recruitment(recruitment_id: UUID) -> Recruitment:
    """One of them; raises ``DoesNotExist``."""
    row: Recruitment = Recruitment.objects.get(id=recruitment_id)
    return row


def own_offers() -> "QuerySet[Offer]":
    """One's own offers, open or not."""
    rows: QuerySet[Offer] = Offer.objects.all()
    return rows


def own_offer(offer_id: UUID) -> Offer:
    """One of one's own offers; raises ``DoesNotExist``."""
    row: Offer = Offer.objects.get(id=offer_id)
    return row


def wants() -> "QuerySet[Want]":
    """One's own wants."""
    rows: QuerySet[Want] = Want.objects.all()
    return rows


def want(want_id: UUID) -> Want:
    """One of one's own wants; raises ``DoesNotExist``."""
    row: Want = Want.objects.get(id=want_id)
    return row


def introductions() -> "QuerySet[Introduction]":
    """The introductions in which one stands on a side."""
    rows: QuerySet[Introduction] = Introduction.objects.all()
    return rows


def introduction(introduction_id: UUID) -> Introduction:
    """One of them; raises ``DoesNotExist``."""
    row: Introduction = Introduction.objects.get(id=introduction_id)
    return row


def knows_other(row: Introduction, organisation_id: UUID | None) -> bool:
    """Whether a side knows the other by name: whoever asked does, since offers are open; the giver once it agreed."""
    return organisation_id == row.organisation_id or row.state in KNOWN


def standing_seats(area: str) -> "QuerySet[Seat]":
    """Who sits on the chain of an area today."""
    day = today()
    return seats(area=area).filter(Q(until=None) | Q(until__gt=day), day__lte=day)
