"""Agree that a label stays on its container though the amount that it says was corrected."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.labels.actions.keep_label import outdated_one
from cellpark.labels.events import LabelKeepAgreed
from cellpark.labels.models import Label
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on
from cellpark.labels.rules import reason_problems


def agree_keeping(*, actor: Actor, label_id: UUID, reason: str, seen_version: int | None = None) -> Label:
    """The quality unit, in another person than who asked for it, lets the label stay for the amount of now (T9, T11).

    When that amount is corrected once more, the label is outdated again. Raises ``Refused``:
    ``labels.label.not_outdated``, ``labels.label.not_proposed``, ``labels.label.same_person``.
    """
    actor.require(LabelPermission.AGREE)
    with transaction.atomic():
        label, line = outdated_one(label_id, seen_version)
        refuse_any(reason_problems(reason))
        if not line.proposed:
            raise Refused(Problem("labels.label.not_proposed", {"number": label.number}, rule="T11"))
        if actor.person_id == label.kept_by:
            raise Refused(Problem("labels.label.same_person", rule="LBL-3"))
        event = LabelKeepAgreed(label=label_id, becomes=line.becomes, verifier=actor.person_id)
        return go_on(label, event, actor=actor, reason=reason.strip())
