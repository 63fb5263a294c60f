"""Who lies there, and whose bag it is: compared before anything is taken or given (CN-4k2, T1)."""

from dataclasses import dataclass

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.public import Container, resolve_scan
from cellpark.orders.acting import particulars_of, patient_of
from cellpark.orders.events import IdentityRefused
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order


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


def bag_problems(order: TreatmentOrder, scan: str) -> tuple[Container | None, list[Problem]]:
    """The bag that was scanned is a product of this order's chain of identity, and none of its collection."""
    try:
        with widened(order.organisation_id):
            found = resolve_scan(scan).container
    except Refused:
        found = None
    collected = {str(each["container"]) for each in order.bags}
    if found is None:
        return None, [Problem("orders.identity.unknown_bag", field="scan", rule="T1")]
    if found.coi != order.coi or found.sample or str(found.id) in collected:
        return found, [Problem("orders.identity.wrong_bag", field="scan", rule="T1")]
    return found, []


def stopped(actor: Actor, order: TreatmentOrder, act: str, problems: list[Problem]) -> Bedside:
    """The act is not done, and that it was tried is on record."""
    event = IdentityRefused(order=order.id, act=act, why=problems[0].code)
    kept = record_order(event, actor=actor, organisation=order.organisation_id)
    return Bedside(order=kept, problems=tuple(problems))


def _bare(text: str) -> str:
    return "".join(each for each in text.upper() if each.isalnum())
