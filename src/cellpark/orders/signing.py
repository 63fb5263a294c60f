"""What is signed on an order, and by whom."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.identity.public import (
    CodeAndPassword,
    IdentityPermission,
    Meaning,
    PreparedSignature,
    complete_signature,
    prepare_signature,
    prepared_signature,
)
from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, Refused
from cellpark.orders.acting import asked_of, lent, qualified_problems, site_problems
from cellpark.orders.country_rules import unmet
from cellpark.orders.events import RuleAt
from cellpark.orders.facts import facts_of
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rules import PHYSICIAN, asked_problems
from cellpark.orders.slots import Slots, distances_of, slots_problems

SUBMIT, ACCEPT, COSIGN = "order-submit", "order-accept", "order-cosign"
SIGN = IdentityPermission.MAKE_SIGNATURE
Proof = CodeAndPassword | Mapping[str, Any]


def submission_problems(actor: Actor, order: TreatmentOrder) -> list[Problem]:
    """What keeps an order from being signed now, all of it at once."""
    at = now()
    problems = [
        *qualified_problems(actor, order.hospital_id, PHYSICIAN, at),
        *site_problems(order.therapy_id, order.hospital_id, at.date()),
    ]
    slots = Slots.of(order)
    if slots is None:
        return [*problems, Problem("orders.slots.missing", field="collect_at")]
    doses = {medicine: date.fromisoformat(day) for medicine, day in order.last_doses.items()}
    return [
        *problems,
        *slots_problems(slots, distances_of(order.distances)),
        *site_problems(order.therapy_id, order.hospital_id, slots.collect_at.date())[: not problems],
        *unmet(asked_of(order.asked), RuleAt.ORDER, facts_of(order, at)),
        *asked_problems(asked_of(order.asked), order.references, doses, slots.collect_at, at),
    ]


def acceptance_problems(order: TreatmentOrder) -> list[Problem]:
    """What keeps a maker from taking the order: a hospital that went off the list since (CN-4a)."""
    with widened(order.hospital_id):
        return site_problems(order.therapy_id, order.hospital_id, now().date())


def order_text(order: TreatmentOrder) -> str:
    """The order in canonical bytes; it names no patient (T20)."""
    slots = Slots.of(order)
    form = {
        "order": order.number,
        "product": order.product,
        "revision": order.revision,
        "country": order.country,
        "references": order.references,
        "last_doses": order.last_doses,
        "asked": order.asked,
        "slots": None if slots is None else dict(slots.form()),
    }
    return canonical.encode(plain(form)).decode()


def prepare(
    *,
    actor: Actor,
    order: TreatmentOrder,
    seen: Mapping[str, int],
    purpose: str,
    meaning: Meaning,
    why: str,
    view: str,
    back: str,
) -> PreparedSignature:
    """Keep what is shown. The records belong to the maker; the signer's right to them, and to sign, follows from the
    order and from the right to this act on it, which was settled before.
    """
    with widened(order.organisation_id):
        return prepare_signature(
            actor=lent(actor, SIGN),
            seen=seen,
            role=min(actor.roles) if actor.roles else "",
            meaning=meaning,
            why=why,
            view=view,
            purpose=purpose,
            subject=str(order.id),
            back=back,
        )


def signed(
    *, actor: Actor, order: TreatmentOrder, purpose: str, prepared_id: UUID, proof: Proof
) -> tuple[PreparedSignature, UUID] | Refused:
    """The signature; a refused proof is returned, so that its note in the signer's record commits (P11-9c).

    Raises ``Refused(orders.signature.of_other)`` for a statement about something else.
    """
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    if (prepared.purpose, prepared.subject) != (purpose, str(order.id)):
        raise Refused(Problem("orders.signature.of_other", rule="P11-8b"))
    try:
        with widened(order.organisation_id):
            return prepared, complete_signature(actor=lent(actor, SIGN), prepared_id=prepared_id, proof=proof)
    except Refused as refused:
        return refused
