"""Make a label void."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.labels.acting import label_for
from cellpark.labels.events import LabelCancelled, LabelVoided
from cellpark.labels.models import Label
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on, locked
from cellpark.labels.states import LabelState


def void_label(*, actor: Actor, label_id: UUID, reason: str, seen_version: int | None = None) -> Label:
    """Strike out a printed or applied label; one that was never printed is cancelled instead and counts nowhere.

    Raises ``Refused``: ``lifecycle.step``, ``base.stale``, ``base.reason_required``.
    """
    actor.require(LabelPermission.DISPOSE)
    with transaction.atomic():
        printed = locked(Label, label_id).state != LabelState.ISSUED
        verb = "void" if printed else "cancel"
        label = label_for(actor=actor, label_id=label_id, verb=verb, seen_version=seen_version, reason=reason)
        event = LabelVoided(label=label_id) if printed else LabelCancelled(label=label_id)
        return go_on(label, event, actor=actor, reason=reason)
