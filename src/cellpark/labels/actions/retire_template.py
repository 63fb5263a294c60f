"""Let no further label be issued from a template."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.kernel.problem import refuse_any
from cellpark.labels.events import TemplateRetired
from cellpark.labels.models import LabelTemplate
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on, locked
from cellpark.labels.rules import reason_problems
from cellpark.labels.states import TEMPLATE_LIFECYCLE


def retire_template(*, actor: Actor, template_id: UUID, reason: str, seen_version: int | None = None) -> LabelTemplate:
    """Retire a draft or an approved revision; it stays readable for ever (LBL-2).

    Raises ``Refused``: ``lifecycle.step``, ``base.stale``.
    """
    actor.require(LabelPermission.WRITE_TEMPLATE)
    with transaction.atomic():
        found = locked(LabelTemplate, template_id)
        refuse_stale(seen=seen_version, present=found.version)
        refuse_any(reason_problems(reason))
        actor.require(TEMPLATE_LIFECYCLE.transition(found.state, "retire").permission)
        return go_on(found, TemplateRetired(template=template_id), actor=actor, reason=reason)
