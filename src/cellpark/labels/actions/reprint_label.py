"""Have another label instead of one that is spoilt."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.labels.actions.issue_label import LabelRequest, issue_label
from cellpark.labels.actions.void_label import void_label
from cellpark.labels.contents import Field, Statement
from cellpark.labels.models import Label
from cellpark.labels.outdated import outdated
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import locked
from cellpark.labels.states import Donor, LabelState


def reprint_label(
    *, actor: Actor, label_id: UUID, reason: str, template_id: UUID | None = None, seen_version: int | None = None
) -> Label:
    """Void a label and issue another with the same contents, for the same container, with the reason.

    Where the amount that was filled is corrected since, the new one says what is recorded now (T11).
    ``template_id`` names the approved revision where the old one is retired. The new label goes through both checks
    again. Raises ``Refused`` as ``void_label`` and ``issue_label``.
    """
    actor.require(LabelPermission.ISSUE)
    with transaction.atomic():
        line = outdated(locked(Label, label_id))
        old = void_label(actor=actor, label_id=label_id, reason=reason, seen_version=seen_version)
        request = LabelRequest(
            template_id=template_id or old.template_id,
            container=old.container,
            container_code=old.container_code,
            values=old.texts if line is None else {**old.texts, Field.QUANTITY: line.becomes},
            donor=_donor(old),
            scan_key=old.payload,
            batch=old.batch,
            batch_code=old.batch_code,
        )
        # what was never printed is cancelled and counts nowhere: there is no paper that the new one stands for
        replaces = None if line is not None and old.state == LabelState.CANCELLED else old.id
        return issue_label(actor=actor, request=request, replaces=replaces, reason=reason)


def _donor(label: Label) -> Donor:
    if Statement.BIOHAZARD in label.chosen_statements:
        return Donor.POSITIVE
    return Donor.UNKNOWN if Statement.NOT_EVALUATED in label.chosen_statements else Donor.NEGATIVE
