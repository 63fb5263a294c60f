"""The two signatures under a line clearance: who may give which, over what, and the proof at that moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.equipment.acting import locked_room
from cellpark.equipment.facts import placements_in
from cellpark.equipment.models import LineClearance, OpenWork, Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import clearance_signer_problems
from cellpark.equipment.states import CLEARANCE_LIFECYCLE, ClearanceState, ServiceState
from cellpark.identity.public import CodeAndPassword, Meaning, complete_signature, prepared_signature
from cellpark.kernel import canonical
from cellpark.kernel.plain import instant_text, plain
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import Recorded, lock_stream, record

PURPOSE = "line-clearance"
MEANINGS: Mapping[str, Meaning] = {"sign": Meaning.PERFORMED, "verify": Meaning.VERIFIED}
Proof = CodeAndPassword | Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A signature that was just given: for which clearance, when, and the state that follows."""

    clearance: LineClearance
    after: ClearanceState
    signature: UUID
    at: datetime


def next_verb(clearance: LineClearance) -> str:
    """Which signature the clearance waits for; the second one where it waits for none."""
    return "sign" if clearance.state == ClearanceState.NOTED else "verify"


def judged(*, actor: Actor, clearance_id: UUID, verb: str) -> LineClearance:
    """The clearance with its room and itself locked, when this actor may give this signature now.

    Raises ``Refused``: ``lifecycle.step``, ``equipment.clearance.same_person`` (T5),
    ``equipment.clearance.not_checker``, ``equipment.opening.clearance_expired``, and what keeps a
    line from being clear (211-3b).
    """
    actor.require(EquipmentPermission.CLEAR_LINE)
    clearance: LineClearance = LineClearance.objects.get(id=clearance_id)
    lock_stream(f"room/{clearance.room_id}")
    lock_stream(clearance.stream)
    room = locked_room(clearance.room_id)
    clearance.refresh_from_db()
    refuse_any(
        clearance_signer_problems(verb=verb, checker=clearance.checked_by, signer=actor.person_id, room=room.code)
    )
    CLEARANCE_LIFECYCLE.step(clearance.state, verb)
    if now() >= clearance.valid_until:
        named = {"room": room.code, "until": clearance.valid_until.isoformat()}
        raise Refused(Problem("equipment.opening.clearance_expired", named, rule="211-3b"))
    refuse_any(line_problems(room))
    return clearance


def line_problems(room: Room) -> list[Problem]:
    """Why the line of a room cannot be clear now: closed, a batch at work, something left (211-3b, CN-4e)."""
    if room.state == ServiceState.OUT_OF_SERVICE:
        return [Problem("equipment.room.out_of_service", {"room": room.code})]
    work = OpenWork.objects.filter(room=room, ended_at=None).first()
    if work is not None:
        return [Problem("equipment.clearance.work_goes_on", {"room": room.code, "batch": str(work)})]
    lying = placements_in(room).filter(equipment=None).first()
    if lying is None:
        return []
    return [Problem("equipment.clearance.not_empty", {"room": room.code, "container": lying.code}, rule="211-3b")]


def given(*, actor: Actor, clearance_id: UUID, verb: str, prepared_id: UUID, proof: Proof) -> Given | Refused:
    """The signature; a refused proof is returned, so that its note in the signer's record commits (P11-9c).

    Raises ``Refused``: what ``judged`` says, ``equipment.clearance.signature_of_other`` for a statement about something
    else, ``ledger.signature.moved`` when the clearance is not as it was shown any more (P11-8b).
    """
    clearance = judged(actor=actor, clearance_id=clearance_id, verb=verb)
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    about = (prepared.purpose, [each.stream for each in prepared.said.heads], prepared.meaning)
    if about != (PURPOSE, [clearance.stream], MEANINGS[verb]):
        raise Refused(Problem("equipment.clearance.signature_of_other", rule="P11-8b"))
    try:
        signature = complete_signature(actor=actor, prepared_id=prepared_id, proof=proof)
    except Refused as refused:
        return refused
    after = ClearanceState(CLEARANCE_LIFECYCLE.step(clearance.state, verb))
    return Given(clearance=clearance, after=after, signature=signature, at=now())


def keep(found: Given, event: object, *, actor: Actor, **changed: Any) -> LineClearance:
    """Record ``event`` in the clearance's stream and bring the row along."""
    row = found.clearance
    made: Recorded = record(stream=row.stream, event=event, actor=actor, organisation=row.organisation_id, at=found.at)
    changed |= {"state": found.after.value, "version": made.version}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    return row


def clearance_text(clearance: LineClearance) -> str:
    """The clearance in canonical bytes: what is signed where no page shows it."""
    form = {
        "clearance": str(clearance.id),
        "room": clearance.room.code,
        "items": list(clearance.items),
        "checked_by": None if clearance.checked_by is None else str(clearance.checked_by),
        "checked_at": instant_text(clearance.checked_at),
        "checked_signature": None if clearance.checked_signature is None else str(clearance.checked_signature),
        "valid_until": instant_text(clearance.valid_until),
    }
    return canonical.encode(plain(form)).decode()
