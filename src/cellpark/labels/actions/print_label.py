"""Print a label once."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.labels.acting import label_for, unchecked
from cellpark.labels.events import LabelPrinted
from cellpark.labels.models import Label
from cellpark.labels.outdated import outdated_problems
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on
from cellpark.labels.states import Stage


def print_label(*, actor: Actor, label_id: UUID, seen_version: int | None = None) -> Label:
    """Note that the paper exists; its issue was verified by a second person before.

    A label is printed once: paper that is spoilt is voided and another label issued. Raises ``Refused``:
    ``labels.label.unchecked``, ``labels.label.outdated``, ``lifecycle.step``, ``base.stale``.
    """
    actor.require(LabelPermission.PRINT)
    with transaction.atomic():
        label = label_for(actor=actor, label_id=label_id, verb="print", seen_version=seen_version)
        refuse_any([*unchecked(label, Stage.ISSUE), *outdated_problems(label)])
        return go_on(label, LabelPrinted(label=label_id, performer=actor.person_id), actor=actor)
