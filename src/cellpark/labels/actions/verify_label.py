"""The second pair of eyes: scan and compare."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.text import text_problems
from cellpark.identifiers.scan import in_address, read
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.labels.contents import Field
from cellpark.labels.events import LabelChecked
from cellpark.labels.models import Label
from cellpark.labels.outdated import outdated_problems
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on, locked
from cellpark.labels.states import LabelState, Stage
from cellpark.materials.public import record_wrong_label

SCAN_LIMIT = 400
# the state in which each moment is verified, and who performed it
MOMENTS = {
    Stage.ISSUE: (LabelState.ISSUED, "issued_by"),
    Stage.PRINT: (LabelState.PRINTED, "printed_by"),
    Stage.AFFIX: (LabelState.APPLIED, "applied_by"),
}


@dataclass(frozen=True, slots=True)
class LabelVerdict:
    """Whether the scan is the label's, and if not, why."""

    label: Label
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether work may go on."""
        return not self.problems


def stage_of(label: Label) -> Stage | None:
    """The moment that waits for its second person, or None."""
    for stage, (state, _) in MOMENTS.items():
        if label.state == state and getattr(label, f"{stage}_checked_by") is None:
            return stage
    return None


def verify_label(
    *, actor: Actor, label_id: UUID, stage: Stage, scanned: str, seen_version: int | None = None
) -> LabelVerdict:
    """Compare what was scanned with what the label must say, by somebody other than the performer (LBL-3, T5).

    At issue the container is scanned, later the label itself. A mismatch is a hard stop: the verdict is not ok, and it
    is kept as a near miss, with those of all other scans (T1). Raises ``Refused``: ``labels.label.same_person``,
    ``labels.label.nothing_to_check``, ``labels.label.outdated``.
    """
    actor.require(LabelPermission.VERIFY)
    with transaction.atomic():
        label = locked(Label, label_id)
        refuse_any(_problems(actor, label, stage, scanned, seen_version))
        matched = _same(scanned, label.payload) or (stage is Stage.ISSUE and _same(scanned, label.container_code))
        event = LabelChecked(
            label=label_id,
            check=new_id(),
            stage=stage,
            scanned=scanned.strip(),
            matched=matched,
            verifier=actor.person_id,
        )
        label = go_on(label, event, actor=actor)
        if not matched:
            record_wrong_label(
                actor=actor,
                organisation=label.organisation_id,
                raw=scanned.strip(),
                container=label.container,
                coi=label.texts.get(Field.COI, ""),
                purpose=f"{label.number} {stage}",
                batch=label.batch,
            )
    if matched:
        return LabelVerdict(label, ())
    params = {"number": label.number, "scanned": scanned.strip(), "expected": label.payload}
    return LabelVerdict(label, (Problem("labels.label.mismatch", params, field="scanned", rule="T1"),))


def _problems(actor: Actor, label: Label, stage: Stage, scanned: str, seen_version: int | None) -> list[Problem]:
    problems = []
    if seen_version is not None and seen_version != label.version:
        problems.append(Problem("base.stale", {"seen": seen_version, "present": label.version}))
    elif stage_of(label) is not stage:
        params = {"number": label.number, "stage": stage.value}
        problems.append(Problem("labels.label.nothing_to_check", params))
    elif actor.person_id is not None and actor.person_id == getattr(label, MOMENTS[stage][1]):
        problems.append(Problem("labels.label.same_person", rule="LBL-3"))
    if not scanned.strip():
        problems.append(Problem("base.required", field="scanned"))
    elif _by_phone(scanned) == label.container_code:
        # the right label, and the code beside the one that is verified: no near miss, and no verification either
        problems.append(Problem("labels.label.phone_code", field="scanned", rule="LBL-3"))
    if len(scanned) > SCAN_LIMIT:
        problems.append(Problem("base.too_long", {"limit": SCAN_LIMIT}, field="scanned"))
    problems += outdated_problems(label)
    return [*problems, *text_problems(scanned=scanned.strip().replace("\x1d", ""))]


def _by_phone(scanned: str) -> str | None:
    """The code that the symbol for phones names; None for any other scan."""
    code = in_address(scanned, settings.CELLPARK_ADDRESS)
    return None if code == scanned else code


def _same(scanned: str, expected: str) -> bool:
    if scanned.strip() == expected:
        return True
    try:
        return read(scanned) == read(expected)
    except Refused:
        return False
