"""Put a label on its container."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.labels.acting import label_for, unchecked
from cellpark.labels.events import LabelApplied
from cellpark.labels.models import Label
from cellpark.labels.outdated import outdated_problems
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on
from cellpark.labels.states import LabelState, Stage


def apply_label(*, actor: Actor, label_id: UUID, container: UUID, seen_version: int | None = None) -> Label:
    """Note that the label is on ``container``, which must be the one it was issued for.

    Issue and print were verified by a second person before (LBL-3). Raises ``Refused``:
    ``labels.label.other_container``, ``labels.label.second``, ``labels.label.unchecked``, ``labels.label.outdated``,
    ``lifecycle.step``.
    """
    actor.require(LabelPermission.USE)
    with transaction.atomic():
        label = label_for(actor=actor, label_id=label_id, verb="apply", seen_version=seen_version)
        refuse_any([*unchecked(label, Stage.ISSUE, Stage.PRINT), *outdated_problems(label)])
        if label.container != container:
            params = {"number": label.number, "container": label.container_code}
            raise Refused(Problem("labels.label.other_container", params, field="container", rule="T1"))
        other = Label.objects.filter(container=container, state=LabelState.APPLIED).first()
        if other is not None:
            raise Refused(Problem("labels.label.second", {"number": other.number}, rule="211-3a"))
        event = LabelApplied(label=label_id, container=container, performer=actor.person_id)
        return go_on(label, event, actor=actor)
