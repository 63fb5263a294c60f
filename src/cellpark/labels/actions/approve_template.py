"""Let labels be issued from a template."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.identity.public import CodeAndPassword, complete_signature, prepared_signature
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.labels.events import TemplateApproved, TemplateRetired
from cellpark.labels.models import LabelTemplate
from cellpark.labels.permissions import LabelPermission
from cellpark.labels.recording import go_on, locked
from cellpark.labels.signing import PURPOSE, approval_problems
from cellpark.labels.states import TemplateState

Proof = CodeAndPassword | Mapping[str, Any]


def approve_template(*, actor: Actor, template_id: UUID, prepared_id: UUID, proof: Proof) -> LabelTemplate:
    """Authenticate again and approve by signing a draft that somebody else wrote (LBL-2, P11-8a, P11-9a).

    The approved revision before it retires in the same moment; signature and approval commit together. Raises
    ``Refused``: ``labels.template.own``, ``lifecycle.step``, ``labels.template.signature_of_other``, a wrong proof
    (noted for the signer), ``ledger.signature.moved``.
    """
    actor.require(LabelPermission.APPROVE_TEMPLATE)
    with transaction.atomic():
        made = _approve(actor, template_id, prepared_id, proof)
    if isinstance(made, Refused):
        raise made
    return made


def _approve(actor: Actor, template_id: UUID, prepared_id: UUID, proof: Proof) -> LabelTemplate | Refused:
    """Approve; a refused proof is returned, so that its note in the signer's record commits (P11-9c)."""
    found = locked(LabelTemplate, template_id)
    lock_word(f"label-template/{found.organisation_id}/{found.code}")
    refuse_any(approval_problems(actor=actor, template=found))
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    said = prepared.said
    if (prepared.purpose, [each.stream for each in said.heads]) != (PURPOSE, [found.stream]):
        raise Refused(Problem("labels.template.signature_of_other", rule="P11-8b"))
    try:
        signature = complete_signature(actor=actor, prepared_id=prepared_id, proof=proof)
    except Refused as refused:
        return refused
    before = LabelTemplate.objects.filter(
        organisation_id=found.organisation_id, code=found.code, state=TemplateState.APPROVED
    ).first()
    if before is not None:
        go_on(locked(LabelTemplate, before.id), TemplateRetired(template=before.id), actor=actor, reason=said.why)
    assert actor.person_id is not None, "only a person signs"
    event = TemplateApproved(template=template_id, approver=actor.person_id, signature=signature)
    return go_on(found, event, actor=actor, reason=said.why)
