"""Destroy the paper of a label."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.labels.acting import label_for
from cellpark.labels.events import LabelDestroyed
from cellpark.labels.models import Label
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on


def destroy_label(*, actor: Actor, label_id: UUID, reason: str, seen_version: int | None = None) -> Label:
    """Note that the paper is destroyed, and why.

    Raises ``Refused``: ``lifecycle.step``, ``base.stale``, ``base.reason_required``.
    """
    actor.require(LabelPermission.DISPOSE)
    with transaction.atomic():
        label = label_for(actor=actor, label_id=label_id, verb="destroy", seen_version=seen_version, reason=reason)
        return go_on(label, LabelDestroyed(label=label_id), actor=actor, reason=reason)
