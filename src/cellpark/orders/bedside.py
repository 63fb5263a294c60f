"""Who lies there, and whose bag it is: compared before anything is taken or given (CN-4k2, T1)."""

from dataclasses import dataclass, replace

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import (
    Container,
    ContainerState,
    MaterialKind,
    Operation,
    phone_code,
    resolve_scan,
    usable_problems,
)
from cellpark.orders.acting import particulars_of, patient_of
from cellpark.orders.events import IdentityRefused
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order

# what keeps a bag from its patient; the rest of what stands against a container names other people's bags (T19)
STOPPED = frozenset({"materials.container.not_usable", "materials.container.expired"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bedside:
    """What came of an act at the bedside: the order as it is now, or why the act was stopped.

    A mismatch is on record when this is answered; it is no exception, so that the record commits (T1).
    """

    order: TreatmentOrder
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the act was done."""
        return not self.problems


def wristband_problems(order: TreatmentOrder, wristband: str) -> list[Problem]:
    """The number on the wristband is the one of the patient for whom this order is."""
    patient = patient_of(order)
    known = None if patient is None else particulars_of(patient)
    if known is None:
        return [Problem("orders.identity.erased", field="wristband", rule="CN-4k2")]
    if _bare(wristband) != _bare(known.number):
        return [Problem("orders.identity.wrong_patient", field="wristband", rule="T1")]
    return []


def kit_problems(order: TreatmentOrder, kit: str) -> list[Problem]:
    """The number on the kit is the one that was sent for this order."""
    if _bare(kit) != _bare(order.kit):
        return [Problem("orders.identity.wrong_kit", field="kit", rule="T1")]
    return []


def bag_problems(order: TreatmentOrder, scan: str) -> tuple[Container | None, list[Problem]]:
    """The bag that was scanned is a product of this order's own batch, and nobody stopped it (T1, T14, CN-4c).

    After a rejection the batch that was made again has the same chain of identity as the one that is never given.
    """
    try:
        with widened(order.organisation_id):
            scanned = resolve_scan(scan)
            found = scanned.container
            if found is None:
                return None, [Problem("orders.identity.unknown_bag", field="scan", rule="T1")]
            if not product_of(order, found):
                return found, [Problem("orders.identity.wrong_bag", field="scan", rule="T1")]
            if found.state == ContainerState.EMPTY:
                return found, [Problem("orders.identity.used_bag", field="scan", rule="T1")]
            if scanned.by_phone:
                return found, [replace(phone_code(), field="scan")]
            return found, [each for each in usable_problems(found) if each.code in STOPPED]
    except Refused:
        return None, [Problem("orders.identity.unknown_bag", field="scan", rule="T1")]


def product_of(order: TreatmentOrder, bag: Container) -> bool:
    """Whether a bag is a product of the batch that the order goes by."""
    if bag.coi != order.coi or bag.sample or bag.material.kind != MaterialKind.PRODUCT:
        return False
    made = Operation.objects.filter(produced__contains=[{"container": str(bag.id)}]).exclude(batch=None)
    return all(each == order.batch_id for each in made.values_list("batch", flat=True))


def pair_problems(order: TreatmentOrder, wristband: str, scan: str) -> tuple[Container | None, list[Problem]]:
    """The bag that was scanned, and why it is not for the patient with this wristband.

    Raises ``Refused(materials.scan.phone_code)`` where that alone is wrong: nothing was mixed up.
    """
    bag, wrong = bag_problems(order, scan)
    found = [*wristband_problems(order, wristband), *wrong]
    if {each.code for each in found} == {phone_code().code}:
        raise Refused(*found)
    return bag, found


def stopped(actor: Actor, order: TreatmentOrder, act: str, problems: list[Problem]) -> Bedside:
    """The act is not done, and that it was tried is on record."""
    event = IdentityRefused(order=order.id, act=act, why=problems[0].code)
    kept = record_order(event, actor=actor, organisation=order.organisation_id)
    return Bedside(order=kept, problems=tuple(problems))


def _bare(text: str) -> str:
    return "".join(each for each in text.upper() if each.isalnum())
