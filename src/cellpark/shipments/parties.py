"""The sides of a shipment: who stands where, and under which names."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.identity.public import Organisation
from cellpark.instruments.public import InstrumentPermission
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import MaterialsPermission
from cellpark.shipments.models import Shipment


class Part(StrEnum):
    """What an organisation is on a way."""

    END = "end"
    CARRIER = "carrier"


_LENT: frozenset[str] = frozenset({MaterialsPermission.HANDLE, InstrumentPermission.KEEP_FILE})


def side_of(shipment: Shipment, verb: str) -> UUID:
    """The organisation whose turn an act is: sender, carrier (the sender where none is named), receiver."""
    if verb in ("pack", "seal", "hand_over"):
        return shipment.sender_id
    if verb == "take_over":
        return shipment.carrier_id or shipment.sender_id
    return shipment.receiver_id


def require_side(actor: Actor, shipment: Shipment, verb: str) -> None:
    """Refuse an act of another side. Raises ``Refused(shipments.side)``."""
    if actor.organisation_id != side_of(shipment, verb):
        raise Refused(Problem("shipments.side", {"act": verb}, rule="CN-4k"))


def lent(actor: Actor) -> Actor:
    """The actor with the rights to scan, hold and keep files, once the right to this act was settled on the shipment.

    Containers belong to the owner; whoever carries them has no rights there but this one.
    """
    return replace(actor, permissions=actor.permissions | _LENT)


def party_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of organisations that stand on a row which the caller sees: partners know each other."""
    wanted = {each for each in ids if each is not None}
    with widened(*wanted):
        return {row.id: row.name for row in Organisation.objects.filter(id__in=wanted)}


def find_party(written: str, *, field: str) -> UUID:
    """The organisation whose id was written; it gives its id and nothing else.

    Raises ``Refused(shipments.party.unknown)``.
    """
    try:
        identity = UUID(written.strip())
    except ValueError:
        identity = None
    if identity is not None:
        with widened(identity):
            if Organisation.objects.filter(id=identity).exists():
                return identity
    raise Refused(Problem("shipments.party.unknown", {"name": written.strip()[:80]}, field=field))


def partners_of(organisation_id: UUID) -> dict[Part, frozenset[UUID]]:
    """With whom an organisation has sent, carried or received before, by the part that they took; itself left out."""
    rows = Shipment.objects.values_list("sender_id", "receiver_id", "carrier_id").distinct()
    sent = {(sender, receiver, carrier) for sender, receiver, carrier in rows}
    ends = {each for sender, receiver, _carrier in sent for each in (sender, receiver)}
    carriers = {carrier for _sender, _receiver, carrier in sent if carrier is not None}
    return {Part.END: frozenset(ends - {organisation_id}), Part.CARRIER: frozenset(carriers - {organisation_id})}
