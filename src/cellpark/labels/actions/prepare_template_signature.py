"""Show the template that is to be approved."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning, PreparedSignature, prepare_signature
from cellpark.kernel.problem import refuse_any
from cellpark.labels.models import LabelTemplate
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import locked
from cellpark.labels.rules import reason_problems
from cellpark.labels.signing import PURPOSE, approval_problems, template_text


def prepare_template_signature(
    *, actor: Actor, template_id: UUID, reason: str, view: str = "", back: str = ""
) -> PreparedSignature:
    """Keep a draft as it is shown; its approver signs it with ``approve_template`` within five minutes (P11-8a).

    ``view`` is the page fragment that the signer sees; without one it is the canonical text. Raises ``Refused``:
    ``labels.template.own``, ``lifecycle.step``, a missing reason.
    """
    actor.require(LabelPermission.APPROVE_TEMPLATE)
    with transaction.atomic():
        found = locked(LabelTemplate, template_id)
        refuse_any([*approval_problems(actor=actor, template=found), *reason_problems(reason)])
        return prepare_signature(
            actor=actor,
            seen={found.stream: found.version},
            role=min(actor.roles, default=""),
            meaning=Meaning.APPROVED,
            why=reason,
            view=view or template_text(found),
            purpose=PURPOSE,
            subject=str(found),
            back=back,
        )
