"""What the house itself reads across organisations, and how little of it goes out.

What is offered is offered to everybody; who sits on the chain is told to everybody in the park. Of what others look for
only the id, the node and the day go out: the park learns that there is demand, not whose it is.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking.public import Booking, BookingState, Refusal, ResourceKind, Wait, WaitState
from cellpark.chain.areas import park_area
from cellpark.chain.days import today
from cellpark.chain.figures.book import Wanted
from cellpark.chain.matching.matcher import only_node
from cellpark.chain.models import Introduction, MissedSearch, Offer, Seat, Want
from cellpark.chain.states import DemandKind, IntroductionState, OfferState, SeatState, WantState
from cellpark.chain.taxonomy import taxonomy
from cellpark.identity.public import Organisation
from cellpark.leases.public import IN_FORCE, LeaseRoom
from cellpark.orders.public import OrderState, OrderStep, Side
from cellpark.premises.public import Building, MissedPlace, Room

MAKING, EQUIPMENT, CLEAN = "M33", "U3", "X7"
"""Where the making of cells stands in the taxonomy, the group of equipment, and clean plants.

A need of a room with a clean grade, a search for one, and a shared one that was not to be had, are demand there.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody on a node, as everybody in the park may know: not by which lease or paper the park knows it."""

    id: UUID
    node: str
    name_zh: str
    name_en: str
    day: date


def seats_found(node: str, area: str) -> list[Found]:
    """Who does this in a park, group and links alike; whom an operator watches in a city or the nation is its own."""
    if not area.startswith(park_area("")):
        return []
    with use_scope(EVERYTHING):
        rows = Seat.objects.filter(node__in=taxonomy().within(node), area=area, state=SeatState.SEATED)
        return [
            Found(row.id, row.node, row.name_zh, row.name_en, row.day)
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
        rows = Offer.objects.filter(Q(until=None) | Q(until__gt=today()), state=OfferState.OPEN)
        found: Offer = rows.select_related("organisation").get(id=offer_id)
        return found


def kind_of(organisation_id: UUID) -> str:
    """What kind of organisation somebody is, and nothing else."""
    with use_scope(EVERYTHING):
        found: str = Organisation.objects.values_list("kind", flat=True).get(id=organisation_id)
        return found


def quiet_demand(areas: Collection[str], *, since: date) -> Mapping[str, list[Wanted]]:
    """Searches, wants, refused introductions, declined orders, unserved queues, refused bookings, by area.

    Of everybody, without whose they are and what they say. A fixed number of queries.
    """
    found: dict[str, list[Wanted]] = {area: [] for area in areas}
    with use_scope(EVERYTHING):
        searches = MissedSearch.objects.filter(area__in=areas, day__gte=since)
        for area, *row in searches.values_list("area", "id", "node", "day"):
            found[area].append(_told(DemandKind.SEARCH, *row))
        wants = Want.objects.filter(Q(area__in=areas) | Q(area=""), state=WantState.OPEN).exclude(node="")
        for area, *row in wants.values_list("area", "id", "node", "day"):
            _spread(found, [area] if area else areas, _told(DemandKind.WANT, *row))
        declined = Introduction.objects.filter(
            state=IntroductionState.DECLINED, answered_at__date__gte=since, want_id__in=wants.values("id")
        ).exclude(offer__node="")
        asked = dict(wants.values_list("id", "area"))
        for want, *row in declined.values_list("want_id", "id", "offer__node", "answered_at__date"):
            _spread(found, [asked[want]] if asked[want] else areas, _told(DemandKind.REFUSAL, *row))
        unserved = [*_declined_orders(since), *_unserved_queues(since), *_refused_bookings(since)]
        for park, house, wanted in _missed_places(since):
            if park is None:
                unserved.append((house, wanted))
            else:
                _spread(found, [park_area(park)], wanted)
        parks = _parks_of({house for house, _wanted in unserved})
        for house, wanted in unserved:
            _spread(found, parks.get(house, ()), wanted)
    return found


def _declined_orders(since: date) -> list[tuple[UUID, Wanted]]:
    """Treatment orders that their maker called off, with the maker: nobody made the cells that were wanted."""
    rows = OrderStep.objects.filter(order__state=OrderState.CANCELLED, type="cancelled", details__side=Side.MAKER.value)
    rows = rows.filter(at__date__gte=since)
    told = rows.values_list("order__organisation_id", "id", "at__date")
    return [(house, _told(DemandKind.ORDER, id_, MAKING, day)) for house, id_, day in told]


def _unserved_queues(since: date) -> list[tuple[UUID, Wanted]]:
    """Companies that wait for shared equipment, or waited and were never offered it, with whose it is."""
    served_not = Q(state=WaitState.WAITING) | Q(state=WaitState.ENDED, booking_id=None)
    rows = Wait.objects.filter(served_not, asked_at__date__gte=since)
    return _of_shared(DemandKind.QUEUE, rows.values_list("organisation_id", "id", "asked_at__date", *_SHARED))


def _refused_bookings(since: date) -> list[tuple[UUID, Wanted]]:
    """Bookings that could not be had because others have it or all hours are used, and were not made up for.

    Who waits for it counts as a queue; who has it within a day of the time that was refused found another time.
    """
    rows = Refusal.objects.filter(day__gte=since)
    same = {"resource_id": OuterRef("resource_id"), "company_id": OuterRef("company_id")}
    day = timedelta(days=1)
    near = {"starts_at__gt": OuterRef("starts_at") - day, "starts_at__lt": OuterRef("starts_at") + day}
    waits = Wait.objects.filter(**same, **near)
    made = Booking.objects.filter(**same, **near, made_at__gte=OuterRef("asked_at")).exclude(
        state__in=[BookingState.LAPSED, BookingState.CANCELLED]
    )
    rows = rows.filter(~Exists(waits), ~Exists(made))
    return _of_shared(DemandKind.BOOKING, rows.values_list("organisation_id", "id", "day", *_SHARED))


_SHARED = ("resource__kind", "resource__name_zh", "resource__name_en", "resource__source_id")


def _of_shared(kind: DemandKind, told: Iterable[tuple[Any, ...]]) -> list[tuple[UUID, Wanted]]:
    """Demand for shared rooms and equipment, with whose they are.

    A room of the premises with a clean grade stands at clean plants. What equipment is says its name, by the words of
    the taxonomy; where they name no single link, nothing counts.
    """
    rows = list(told)
    rooms = {source for *_rest, what, _zh, _en, source in rows if what == ResourceKind.ROOM and source is not None}
    clean = set(Room.objects.filter(id__in=rooms).exclude(grade="").values_list("id", flat=True)) if rooms else set()
    found = []
    for house, id_, day, what, zh, en, source in rows:
        node = CLEAN if source in clean else ""
        if what == ResourceKind.EQUIPMENT:
            node = only_node(f"{zh} {en}", within=EQUIPMENT)
        if node:
            found.append((house, _told(kind, id_, node, day)))
    return found


def _missed_places(since: date) -> list[tuple[str | None, UUID, Wanted]]:
    """Searches for a place with a clean grade that found none: the park of the page, whose rooms, and the demand.

    Visitors are not told apart, so all of one page and day count once.
    """
    rows = MissedPlace.objects.filter(day__gte=since).exclude(grade="").order_by("day", "id")
    found, seen = [], set()
    for park, house, id_, day, visitor in rows.values_list("park__key", "organisation_id", "id", "day", "visitor"):
        if visitor and (park, house, day) in seen:
            continue
        if visitor:
            seen.add((park, house, day))
        found.append((park, house, _told(DemandKind.PLACE, id_, CLEAN, day)))
    return found


def _parks_of(organisations: Collection[UUID]) -> Mapping[UUID, set[str]]:
    """The parks in which organisations have buildings or rent rooms."""
    found: dict[UUID, set[str]] = {}
    if not organisations:
        return found
    owned = Building.objects.filter(organisation_id__in=organisations, park__isnull=False)
    rented = LeaseRoom.objects.filter(lease__tenant_id__in=organisations, lease__state__in=IN_FORCE).exclude(
        room__building__park=None
    )
    told = [
        *owned.values_list("organisation_id", "park__key"),
        *rented.values_list("lease__tenant_id", "room__building__park__key").distinct(),
    ]
    for house, key in told:
        found.setdefault(house, set()).add(park_area(key))
    return found


def _spread(found: Mapping[str, list[Wanted]], areas: Iterable[str], wanted: Wanted) -> None:
    for area in areas:
        if area in found:
            found[area].append(wanted)


def _told(kind: DemandKind, id_: UUID, node: str, day: date) -> Wanted:
    return Wanted(kind=kind.value, id=id_, node=node, day=day)
