"""What the owner sends: whether it may leave, where it is on its way, and what is away (CN-4k, T14)."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.contributed import contributed
from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.public import (
    Container,
    CustodyAct,
    carry_containers,
    usable_problems,
)
from cellpark.shipments.models import Shipment, ShipmentContent
from cellpark.shipments.parties import lent, party_names
from cellpark.shipments.states import Purpose, ShipmentState

Gate = Callable[[Sequence[Container], Purpose], list[Problem]]
"""``TRAVEL_GATE`` in the ``travelling`` of a higher app: why products may not leave, one problem a container."""
STOPPED = "shipments.contents.stopped"
# the rest of what stands against a container names other people's (T19)
_HELD = frozenset({"materials.container.not_usable", "materials.container.expired"})
AWAY = frozenset(
    {
        ShipmentState.IN_TRANSIT,
        ShipmentState.ARRIVED,
        ShipmentState.RECEIVED,
        ShipmentState.ACCEPTED,
        ShipmentState.REFUSED,
    }
)
_RECEIVED = frozenset({ShipmentState.RECEIVED, ShipmentState.ACCEPTED})


def product_problems(
    rows: Collection[Container], *, held: bool = True, purpose: Purpose = Purpose.USE
) -> list[Problem]:
    """Why products among ``rows`` may not leave their house: nobody released them, or they were stopped (T14, CN-4c).

    With ``held`` also what of a patient is in quarantine or expired. Samples travel to where they are tested. To its
    destruction travels what was rejected or called back, and nothing else.
    """
    products = [row for row in rows if not row.sample]
    if not products:
        return []
    gates: list[Gate] = contributed("travelling", "TRAVEL_GATE")
    problems = [problem for gate in gates for problem in gate(products, purpose)]
    if held and purpose is Purpose.USE:
        problems += [each for row in products if row.coi for each in usable_problems(row) if each.code in _HELD]
    return problems


def refuse_withheld(shipment: Shipment, *, only: UUID | None = None, told: bool = True) -> None:
    """Stop an act on what the owner sends while a product inside may not leave; asked again at each act until it left.

    ``told`` False says no more than that: carriers and holders of links know neither bags nor decisions (T19).
    """
    if shipment.sender_id != shipment.organisation_id:
        return
    wanted = shipment.container_ids if only is None else [only]
    with widened(shipment.organisation_id):
        rows = Container.objects.select_related("material", "lot").filter(id__in=wanted).order_by("code")
        problems = product_problems(list(rows), purpose=Purpose(shipment.purpose))
    if problems and not told:
        raise Refused(Problem("shipments.withheld", {"number": shipment.number}, rule="CN-4k"))
    refuse_any(problems)


def carried(*, actor: Actor, shipment: Shipment, act: CustodyAct, scan: str, only: UUID | None = None) -> None:
    """The containers' place follows: on the way it is the number of the shipment, then the house that received it."""
    if act is CustodyAct.SITE_RECEIVED:
        place = party_names([shipment.receiver_id]).get(shipment.receiver_id, "")[:120]
    else:
        place = shipment.number
    with widened(shipment.organisation_id):
        wanted = shipment.container_ids if only is None else [only]
        carry_containers(actor=lent(actor), containers=wanted, act=act, place=place or shipment.number, scan=scan)


def away(containers: Collection[UUID]) -> frozenset[UUID]:
    """Those of ``containers`` that left their house with their last shipment and did not come back with a later one."""
    last = _last_shipments(containers)
    return frozenset(each for each, row in last.items() if row.receiver_id != row.organisation_id)


def brought_to_destruction(containers: Collection[UUID]) -> frozenset[UUID]:
    """Those of ``containers`` whose last shipment was for their destruction and was received (CN-4c)."""
    last = _last_shipments(containers)
    return frozenset(
        each for each, row in last.items() if row.purpose == Purpose.DESTRUCTION and row.state in _RECEIVED
    )


def _last_shipments(containers: Collection[UUID]) -> dict[UUID, Shipment]:
    """The last shipment with which each of ``containers`` left; none for those that never left."""
    inside = ShipmentContent.objects.filter(container__in=containers).values("shipment_id")
    rows = Shipment.objects.filter(id__in=inside, state__in=AWAY).order_by("taken_over_at", "id")
    # a later shipment has the last word
    return {each: row for row in rows for each in row.container_ids if each in containers}
