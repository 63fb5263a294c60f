"""What acts on orders have in common: the row under its lock, the side of the actor, rights lent for a lower floor."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.identity.public import QualificationState, qualifications_of_organisation
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Unreadable, lock_stream, open_block
from cellpark.orders.events import CountryRule, Rule, RuleAt, SupplyLimit
from cellpark.orders.models import CollectionSite, HospitalPatient, PatientOrder, TreatmentOrder
from cellpark.orders.rules import Particulars, patient_words_problems
from cellpark.orders.states import ORDER_LIFECYCLE, WITHHELD, Side

# acts that bring the product to the patient
OUTWARD = frozenset({"ship", "receive_on_ward", "check_bedside", "infuse"})


def begin(
    *, actor: Actor, order_id: UUID, verb: str, sides: tuple[Side, ...], permission: str | None = None
) -> TreatmentOrder:
    """The order under its lock, when ``actor`` may do ``verb`` from one of ``sides`` and the order is ready for it.

    Raises ``NotAllowed``, ``TreatmentOrder.DoesNotExist`` (out of sight), ``Refused`` (``orders.side.other``,
    ``lifecycle.step``, ``orders.product.held`` and ``orders.product.rejected`` for what brings it to the patient).
    """
    if permission is not None:
        actor.require(permission)
    order = locked(order_id)
    require_side(actor, order, *sides)
    if verb in OUTWARD and order.state in WITHHELD:
        raise Refused(Problem(f"orders.product.{order.state}", {"number": order.batch_number}, rule="T14"))
    if verb:
        actor.require(ORDER_LIFECYCLE.transition(order.state, verb).permission)
    return order


def locked(order_id: UUID) -> TreatmentOrder:
    """An order in sight, under the lock of its stream. Raises ``TreatmentOrder.DoesNotExist``."""
    seen: TreatmentOrder = TreatmentOrder.objects.get(id=order_id)
    lock_order(seen.id)
    found: TreatmentOrder = TreatmentOrder.objects.get(id=order_id)
    return found


def lock_order(order_id: UUID) -> None:
    """Nobody else carries an order on until this transaction ends."""
    lock_stream(f"order/{order_id}")


def require_side(actor: Actor, order: TreatmentOrder, *sides: Side) -> Side:
    """The side on which the actor stands; the house's own processes stand on the first. Raises ``Refused``."""
    if actor.process is not None:
        return sides[0]
    held = order.sides_of(actor.organisation_id)
    for side in sides:
        if side in held:
            return side
    raise Refused(Problem("orders.side.other", {"side": sides[0].value}, rule="P11-4"))


def lent(actor: Actor, *permissions: str) -> Actor:
    """The same person with rights of a lower floor that follow from the order and from nothing else."""
    return replace(actor, permissions=actor.permissions | set(permissions))


def asked_of(form: Mapping[str, Any]) -> CountryRule:
    """The rule of the country that an order keeps."""
    return CountryRule(
        country=str(form["country"]),
        eligibility=tuple(form["eligibility"]),
        consents=tuple(form["consents"]),
        wash_outs=dict(form["wash_outs"]),
        collect_within=int(form["collect_within"]),
        rules=tuple(Rule(**{**each, "at": RuleAt(each["at"])}) for each in form.get("rules", ())),
        supply=tuple(SupplyLimit(**each) for each in form.get("supply", ())),
    )


def qualified_problems(actor: Actor, organisation: UUID, subject: str, at: datetime) -> list[Problem]:
    """T2: whoever does it is qualified for it at their hospital today."""
    if actor.process is not None:
        return []
    assert actor.person_id is not None, "a person acts, or a process"
    day = at.date()
    rows = qualifications_of_organisation(organisation).filter(
        person_id=actor.person_id,
        subject__iexact=subject,
        state=QualificationState.GRANTED,
        valid_from__lte=day,
        valid_until__gt=day,
    )
    return [] if rows.exists() else [Problem("orders.person.not_qualified", {"subject": subject}, rule="CN-4a")]


def site_problems(therapy_id: UUID, hospital_id: UUID, on: date) -> list[Problem]:
    """CN-4a: the hospital stands on the approved list of the therapy on the day."""
    site = CollectionSite.objects.filter(therapy_id=therapy_id, hospital_id=hospital_id).first()
    if site is None or not site.collects(on):
        return [Problem("orders.site.not_qualified", rule="CN-4a")]
    return []


def patient_of(order: TreatmentOrder) -> HospitalPatient | None:
    """Whose order it is: found by the hospital alone, whose rows these are (T20)."""
    link = PatientOrder.objects.select_related("patient").filter(order_id=order.id).first()
    found: HospitalPatient | None = None if link is None else link.patient
    return found


def particulars_of(patient: HospitalPatient) -> Particulars | None:
    """Who the patient is; None when that was erased."""
    fields = open_block(patient.block, event_id=patient.sealed_for)
    if isinstance(fields, Unreadable):
        return None
    return Particulars(name=fields["name"], born=fields["born"], number=fields["number"])


def words_problems(actor: Actor, order: TreatmentOrder, texts: Mapping[str, str]) -> list[Problem]:
    """What the hospital writes on an order names no patient (T20).

    Sponsor and maker know no patient, and an answer to them would tell whether they guessed right: they are not asked.
    """
    if actor.organisation_id != order.hospital_id:
        return []
    patient = patient_of(order)
    return patient_words_problems(texts, None if patient is None else particulars_of(patient))
