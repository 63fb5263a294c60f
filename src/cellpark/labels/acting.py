"""What the acts on one label have in common."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.labels.models import Label
from cellpark.labels.recording import locked
from cellpark.labels.rules import reason_problems
from cellpark.labels.states import LABEL_LIFECYCLE


def label_for(
    *, actor: Actor, label_id: UUID, verb: str, seen_version: int | None = None, reason: str | None = None
) -> Label:
    """The label, locked, if ``verb`` may be done to it now; a ``reason`` that is given must not be empty.

    Raises ``NotAllowed``, ``Label.DoesNotExist`` and ``Refused``: ``lifecycle.step``, ``base.stale``,
    ``base.reason_required``.
    """
    label = locked(Label, label_id)
    refuse_stale(seen=seen_version, present=label.version)
    actor.require(LABEL_LIFECYCLE.transition(label.state, verb).permission)
    if reason is not None:
        refuse_any(reason_problems(reason))
    return label


def unchecked(label: Label, *stages: str) -> list[Problem]:
    """The moments at which nobody but the performer has looked yet (LBL-3)."""
    return [
        Problem("labels.label.unchecked", {"number": label.number, "stage": stage}, rule="LBL-3")
        for stage in stages
        if getattr(label, f"{stage}_checked_by") is None
    ]
