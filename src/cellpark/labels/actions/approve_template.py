"""Let labels be issued from a template."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.versions import refuse_stale
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.labels.events import TemplateApproved, TemplateRetired
from cellpark.labels.models import LabelTemplate
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on, locked
from cellpark.labels.rules import reason_problems
from cellpark.labels.states import TEMPLATE_LIFECYCLE, TemplateState


def approve_template(*, actor: Actor, template_id: UUID, reason: str, seen_version: int | None = None) -> LabelTemplate:
    """Approve a draft that somebody else wrote; the approved revision before it retires in the same moment (LBL-2).

    Raises ``Refused``: ``labels.template.own`` for one's own draft, ``lifecycle.step``, ``base.stale``.
    """
    actor.require(LabelPermission.APPROVE_TEMPLATE)
    with transaction.atomic():
        found = locked(LabelTemplate, template_id)
        lock_word(f"label-template/{found.organisation_id}/{found.code}")
        refuse_stale(seen=seen_version, present=found.version)
        refuse_any(reason_problems(reason))
        TEMPLATE_LIFECYCLE.step(found.state, "approve")
        if actor.person_id is not None and actor.person_id == found.author:
            raise Refused(Problem("labels.template.own", rule="LBL-2"))
        before = LabelTemplate.objects.filter(
            organisation_id=found.organisation_id, code=found.code, state=TemplateState.APPROVED
        ).first()
        if before is not None:
            go_on(locked(LabelTemplate, before.id), TemplateRetired(template=before.id), actor=actor, reason=reason)
        event = TemplateApproved(template=template_id, approver=actor.person_id)
        return go_on(found, event, actor=actor, reason=reason)
