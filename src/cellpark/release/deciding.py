"""Signed decisions: what is judged before the ceremony and again when it is over, and the act itself (CN-1g, A11-1f).

The signature and the decision commit together. What was refused is on record: which decision, and the codes of the
rules that stopped it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.public import Batch, BatchState
from cellpark.identity.public import (
    CodeAndPassword,
    Meaning,
    PreparedSignature,
    Role,
    complete_signature,
    prepare_signature,
    prepared_signature,
)
from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.release.desk import Desk, sit_down
from cellpark.release.events import DecisionRefused
from cellpark.release.failing import supply_problems
from cellpark.release.gather import gather
from cellpark.release.lines import CheckLine, Facts, Line
from cellpark.release.models import BatchDisposition, Supply
from cellpark.release.neighbours import late_results, results_of, tell_order
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import checklist, gaps, independent_problems, plan_problems, reason_problems
from cellpark.release.states import DISPOSITION_LIFECYCLE, STANDING, DispositionState, Stage, SupplyState

PURPOSE = "release"
ROLES = (Role.QUALIFIED_PERSON, Role.QUALITY_HEAD)
Proof = CodeAndPassword | Mapping[str, Any]


class Decision(StrEnum):
    """What may be signed about a batch; the value is the verb of the table."""

    CERTIFY_STAGE_ONE = "certify_stage_one"
    CERTIFY = "certify"
    REJECT = "reject"
    SUPPLY = "supply"
    LIFT = "lift"


# what a supply out of specification judges in its own way: the results it is about, and its own case
BESIDE_SUPPLY = frozenset({Line.RESULTS, Line.SUPPLY})


@dataclass(frozen=True, slots=True)
class Signing:
    """What a decision leaves when it is signed."""

    person: UUID
    role: str
    signature: UUID
    digest: str


def stage_of(decision: Decision) -> Stage:
    """Which results a decision rests on."""
    return Stage.ONE if decision is Decision.CERTIFY_STAGE_ONE else Stage.FULL


def digest_of(lines: tuple[CheckLine, ...]) -> str:
    """SHA-256 over the checklist in canonical bytes: each line, how it stands, the codes of its problems."""
    form = [
        {"line": str(line.code), "standing": str(line.standing), "problems": [each.code for each in line.problems]}
        for line in lines
    ]
    return sha256(canonical.encode(plain(form))).hexdigest()


def signing_role(actor: Actor) -> str | None:
    """The role in which this actor decides; None when none of theirs may (A11-1f)."""
    return next((str(role) for role in ROLES if role in actor.roles), None)


def decision_problems(
    actor: Actor, batch: Batch, state: str, plan: str, decision: Decision
) -> tuple[list[Problem], tuple[CheckLine, ...]]:
    """Every reason why this decision may not be signed now by this actor, and the checklist that it rests on."""
    facts = gather(batch, stage=stage_of(decision))
    lines = checklist(facts)
    step = DISPOSITION_LIFECYCLE.problem(state, decision)
    problems = [step] if step else []
    if signing_role(actor) is None:
        problems.append(Problem("release.decision.role", rule="A11-1f"))
    problems += independent_problems(facts, actor.reference, code="release.decision.participant", rule="A11-1f")
    return [*problems, *_of_its_kind(batch, plan, decision, facts, lines)], lines


def _of_its_kind(
    batch: Batch, plan: str, decision: Decision, facts: Facts, lines: tuple[CheckLine, ...]
) -> list[Problem]:
    if decision is Decision.REJECT:
        ended = facts.state in (BatchState.FINISHED, BatchState.ABORTED)
        return [] if ended else [Problem("release.batch.unfinished", {"number": facts.number}, rule="211-4a")]
    if decision is Decision.LIFT:
        # it decides nothing about the product: the batch waits for that again, with every gap it has
        return []
    if decision is Decision.SUPPLY:
        case = standing_supply(batch.id)
        accepted = case is not None and case.state == SupplyState.ACCEPTED
        problems = [] if accepted else [Problem("release.supply.not_accepted", rule="ATMP-1b")]
        if case is not None and accepted:
            due = results_of(batch.id, stage=Stage.ONE).problems
            problems += supply_problems(due=due, late=late_results(batch.id), told=case.failures, plan=plan)
        return [*problems, *gaps(line for line in lines if line.code not in BESIDE_SUPPLY)]
    if decision is Decision.CERTIFY_STAGE_ONE:
        late = bool(late_results(batch.id))
        return [*plan_problems(late_results=late, plan=plan), *gaps(lines)]
    return gaps(lines)


def standing_supply(batch_id: UUID) -> Supply | None:
    """The case of a batch that was neither declined nor withdrawn."""
    found: Supply | None = Supply.objects.filter(batch=batch_id, state__in=[str(each) for each in STANDING]).first()
    return found


def prepare_decision(
    *, actor: Actor, batch_id: UUID, decision: Decision, why: str, view: str = "", back: str = ""
) -> PreparedSignature:
    """Keep what is shown for a decision; sign it with the act of the same name within five minutes (P11-8a).

    Raises ``NotAllowed``, ``Batch.DoesNotExist``, ``Refused`` with every reason (T13, T15), which is on record then.
    """
    actor.require(ReleasePermission.CERTIFY)
    try:
        with transaction.atomic():
            desk = sit_down(actor, batch_id)
            lines = _judged(desk, decision, why)
            role = signing_role(actor)
            assert role is not None, "the role was judged"
            seen = {desk.batch_stream: desk.batch.version, desk.stream: desk.file.version}
            case = standing_supply(batch_id) if decision is Decision.SUPPLY else None
            if case is not None:
                seen[f"supply/{case.id}"] = case.version
            return prepare_signature(
                actor=actor,
                seen=seen,
                role=role,
                meaning=Meaning.RESPONSIBLE if decision is Decision.REJECT else Meaning.APPROVED,
                why=why,
                view=view or digest_of(lines),
                purpose=PURPOSE,
                subject=f"{desk.batch.number} {decision}",
                back=back,
            )
    except Refused as refused:
        keep_refusal(actor, batch_id, decision, refused)
        raise


def _judged(desk: Desk, decision: Decision, why: str) -> tuple[CheckLine, ...]:
    """The checklist of a decision that may be signed now. Raises ``Refused`` with every reason."""
    problems, lines = decision_problems(desk.actor, desk.batch, desk.file.state, desk.file.plan, decision)
    refuse_any([*reason_problems(why, field="why"), *problems])
    return lines


def decide(
    *,
    actor: Actor,
    batch_id: UUID,
    decision: Decision,
    prepared_id: UUID,
    proof: Proof,
    event: Callable[[Desk, Signing], object],
    after: Callable[[Desk, Signing], None] | None = None,
) -> BatchDisposition:
    """Authenticate again, judge again, sign and decide, in one transaction.

    Raises ``Refused``: a wrong proof (noted for the signer), ``ledger.signature.moved``, every gap.
    """
    actor.require(ReleasePermission.CERTIFY)
    try:
        done = _sign(actor, batch_id, decision, prepared_id, proof, event, after)
    except Refused as refused:
        keep_refusal(actor, batch_id, decision, refused)
        raise
    if isinstance(done, Refused):
        raise done
    return done


def _sign(
    actor: Actor,
    batch_id: UUID,
    decision: Decision,
    prepared_id: UUID,
    proof: Proof,
    event: Callable[[Desk, Signing], object],
    after: Callable[[Desk, Signing], None] | None,
) -> BatchDisposition | Refused:
    """Sign; a refused proof is returned, so that its note in the signer's record commits (P11-9c)."""
    with transaction.atomic():
        desk = sit_down(actor, batch_id)
        prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
        if (prepared.purpose, prepared.subject) != (PURPOSE, f"{desk.batch.number} {decision}"):
            raise Refused(Problem("release.signature.of_other", {"number": desk.batch.number}, rule="P11-8b"))
        why = prepared.said.why
        lines = _judged(desk, decision, why)
        try:
            signature = complete_signature(actor=actor, prepared_id=prepared_id, proof=proof)
        except Refused as refused:
            return refused
        assert actor.person_id is not None, "only a person signs"
        signing = Signing(actor.person_id, prepared.role, signature, digest_of(lines))
        before = desk.file.state
        desk.record(event(desk, signing), reason=why)
        if after is not None:
            after(desk, signing)
        tell_order(actor, desk.batch, before=before, after=DispositionState(desk.file.state), reason=why)
        return desk.file


def keep_refusal(actor: Actor, batch_id: UUID, decision: Decision, refused: Refused) -> None:
    """A refused decision is on record as well; what was refused for its words alone is not."""
    codes = tuple(dict.fromkeys(each.code for each in refused.problems if each.code.startswith("release.")))[:20]
    if not codes:
        return
    with transaction.atomic():
        desk = sit_down(actor, batch_id)
        desk.record(DecisionRefused(batch=batch_id, verb=decision, codes=codes))
