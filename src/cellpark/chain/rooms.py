"""Which free rooms would fit a newcomer on a node, by what the taxonomy assumes of its needs."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from cellpark.chain.taxonomy import Place, taxonomy
from cellpark.leases import public as leases
from cellpark.premises import public as premises


def rooms_of(park_key: str, day: date) -> "QuerySet[premises.Room]":
    """The rooms of a park, with those of buildings of which nobody said in which park they stand."""
    here = Q(building__park__key=park_key) | Q(building__park=None)
    return premises.rooms_on(day).filter(here)


def rooms_by_node(day: date, park_key: str) -> Mapping[str, int]:
    """How many free rooms of a park fit each node by themselves, counted by the database.

    Absent where nothing is assumed. Where the park keeps no rooms nothing is known, and nothing is said.
    """
    asked = {code: _fits(node.place) for code, node in taxonomy().nodes.items() if node.place is not None}
    rooms = rooms_of(park_key, day).order_by()
    counted = rooms.filter(leases.free_rooms(start=day, end=None)).aggregate(
        **{code: Count("id", filter=fits) for code, fits in asked.items()}
    )
    return counted if rooms.exists() else {}


def _fits(place: Place) -> Q:
    fits = Q(area_net_m2__gte=place.low, area_net_m2__lte=place.high)
    if place.use:
        fits &= Q(use=place.use)
    if place.grade:
        cleaner = premises.GRADE_ORDER[: premises.GRADE_ORDER.index(place.grade) + 1]
        fits &= Q(grade__in=cleaner)
    if place.ln2:
        fits &= Q(ln2=True)
    if place.bonded:
        fits &= Q(bonded=True)
    return fits


def needs_of(place: Place, *, day: date) -> premises.Needs:
    """The needs of a node as the search for a place takes them."""
    return premises.Needs(
        day=day,
        area_min=place.low,
        area_max=place.high,
        uses=frozenset({place.use} if place.use else ()),
        grade=place.grade,
        ln2=place.ln2,
        bonded=True if place.bonded else None,
    )
