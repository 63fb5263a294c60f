"""Whom one can choose for a shipment, by name: partners of earlier shipments, and of the therapies that one shares."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.orders.public import CollectionSite
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Part

Choice = tuple[str, str]


def known_partners(actor: Actor) -> tuple[Choice, list[Choice], list[Choice]]:
    """One's own organisation, the ends of one's lanes, the carriers; nobody else's partners (T19)."""
    own = actor.organisation_id
    if own is None:
        return ("", ""), [], []
    known = shipments.partners_of(own)
    # the hospitals that collect for one's therapies, and the plants for which one collects
    sites = CollectionSite.objects.values_list("hospital_id", "organisation_id")
    lanes = {each for site in sites for each in site} - {own}
    ends = set(known[Part.END]) | lanes
    names = shipments.party_names([own, *ends, *known[Part.CARRIER]])
    return (str(own), names.get(own, "")), _sorted(ends, names), _sorted(known[Part.CARRIER], names)


def _sorted(ids: set[UUID] | frozenset[UUID], names: dict[UUID, str]) -> list[Choice]:
    return sorted(((str(each), names[each]) for each in ids if each in names), key=lambda pair: pair[1])
