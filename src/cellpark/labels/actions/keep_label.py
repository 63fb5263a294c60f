"""Leave a label on its container though the amount that it says was corrected."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.labels.events import LabelKept
from cellpark.labels.models import Label
from cellpark.labels.outdated import Outdated, outdated
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on, locked
from cellpark.labels.rules import reason_problems
from cellpark.labels.states import LabelState


def keep_label(*, actor: Actor, label_id: UUID, reason: str, seen_version: int | None = None) -> Label:
    """Say why a label that is on its container stays there, such as on a frozen bag; the quality unit agrees or not.

    Raises ``Refused``: ``labels.label.not_outdated``, ``labels.label.not_on``, ``base.reason_required``,
    ``base.stale``.
    """
    actor.require(LabelPermission.DISPOSE)
    with transaction.atomic():
        label, line = outdated_one(label_id, seen_version)
        refuse_any(reason_problems(reason))
        if label.state != LabelState.APPLIED:
            raise Refused(Problem("labels.label.not_on", {"number": label.number}, rule="T11"))
        event = LabelKept(label=label_id, says=line.says, becomes=line.becomes, performer=actor.person_id)
        return go_on(label, event, actor=actor, reason=reason.strip())


def outdated_one(label_id: UUID, seen_version: int | None) -> tuple[Label, Outdated]:
    """The label, locked, and what is outdated on it. Raises ``Refused(labels.label.not_outdated)``, ``base.stale``."""
    label = locked(Label, label_id)
    refuse_stale(seen=seen_version, present=label.version)
    line = outdated(label)
    if line is None:
        raise Refused(Problem("labels.label.not_outdated", {"number": label.number}, rule="T11"))
    return label, line
