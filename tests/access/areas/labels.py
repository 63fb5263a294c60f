"""Labels, their templates and their balance."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import IdentityPermission
from cellpark.labels.public import (
    Country,
    Donor,
    Field,
    LabelKind,
    LabelPermission,
    LabelRequest,
    Stage,
    Statement,
    TemplateDesign,
    Use,
    approve_template,
    draft_template,
    issue_label,
    prepare_template_signature,
    verify_label,
)
from tests.access.sample import OK, Sample
from tests.people import HOUSE, acting
from tests.signing.device import proof_of

LABEL = {"label_id": "label"}
TEMPLATE = {"template_id": "label_template"}
DRAFT = {"template_id": "label_draft"}
BATCH = {"batch": "label_batch"}
FIELDS = (Field.COI, Field.DIN, Field.BATCH, Field.CONTAINER, Field.MAKER)
CHANGES = (422,)

ROUTES = {
    "labels": Sample(),
    "label_balances": Sample(),
    "label_balance": Sample(BATCH),
    "label_templates": Sample(),
    "label_template_new": Sample(own=OK, post=CHANGES),
    "label_template": Sample(TEMPLATE),
    "label_template_picture": Sample(TEMPLATE, fixed={"donor": "unknown"}),
    "label_template_revise": Sample(TEMPLATE, own=OK, post=CHANGES),
    "label_template_approve": Sample(DRAFT, own=OK, post=CHANGES),
    "label_template_signing": Sample({**DRAFT, "prepared_id": "prepared"}, own=(404,), post=(404,), personal=True),
    "label_template_retire": Sample(DRAFT, own=OK, post=CHANGES),
    "label_issue": Sample(TEMPLATE, own=OK, post=CHANGES),
    "label": Sample(LABEL),
    "label_picture": Sample(LABEL),
    "label_paper": Sample(LABEL),
    "label_verify": Sample(LABEL, own=OK, post=CHANGES),
    "label_print": Sample(LABEL, own=OK, post=CHANGES),
    "label_apply": Sample(LABEL, own=OK, post=CHANGES),
    "label_specimen": Sample(LABEL, own=OK, post=CHANGES),
    "label_void": Sample(LABEL, own=OK, post=CHANGES),
    "label_destroy": Sample(LABEL, own=OK, post=CHANGES),
    "label_reprint": Sample(LABEL, own=OK, post=CHANGES),
    "label_keep": Sample(LABEL, own=OK, post=CHANGES),
    "label_agree": Sample(LABEL, own=OK, post=CHANGES),
}


def reason(_side: Any) -> dict[str, Any]:
    return {"reason": "test"}


def design_for(side: Any) -> dict[str, Any]:
    return {
        "organisation": str(side.organisation),
        "code": "NEW",
        "name_en": "New",
        "kind": "sample",
        "use": "allogeneic",
        "country": "US",
        "width_mm": 60,
        "height_mm": 40,
        "fields": [each.value for each in FIELDS],
        "statements": [],
        "reason": "test",
    }


def request_for(side: Any) -> dict[str, Any]:
    return {
        "template": str(side.thing("label_template")),
        "container": str(uuid4()),
        "container_code": "CT-2",
        "donor": "negative",
        "batch_code": "B-2",
        "values": {"coi": "CHA999926000A1B", "din": "A999926123456", "maker": "A9999"},
    }


# closed lists, and numbers of ours
NOT_WRITTEN = {
    "labels.LabelTemplate": {"kind", "use", "country", "fields", "statements", "state"},
    "labels.Label": {"number", "statements", "state", "kept_for"},
    "labels.LabelCheck": {"stage"},
}
# nobody has verified the label yet, or it has no paper: these acts are reached and refused in words
NOT_YET = (409, 422)
OPERATIONS = {
    "list_label_templates": Sample(),
    "get_label_template": Sample(TEMPLATE),
    "see_label_template": Sample(TEMPLATE),
    "draft_label_template": Sample(body=design_for, own=(201,), body_names_another=True),
    "prepare_template_signing": Sample(DRAFT, body=reason, own=(200, *NOT_YET)),
    "approve_label_template": Sample(DRAFT, body=lambda _side: {"prepared": str(uuid4())}, own=(404, *NOT_YET)),
    "retire_label_template": Sample(DRAFT, body=reason),
    "list_labels": Sample(),
    "get_label": Sample(LABEL),
    "list_label_checks": Sample(LABEL),
    "see_label": Sample(LABEL),
    "read_label_paper": Sample(LABEL),
    "read_label_balance": Sample(BATCH),
    "issue_a_label": Sample(body=request_for, own=(201,), body_names_another=True),
    "verify_a_label": Sample(LABEL, body=lambda _side: {"stage": "issue", "scanned": "CT-1"}),
    "print_a_label": Sample(LABEL, body=lambda _side: {}, own=NOT_YET),
    "apply_a_label": Sample(LABEL, body=lambda _side: {"container": str(uuid4())}, own=NOT_YET),
    "keep_specimen": Sample(LABEL, body=reason, own=NOT_YET),
    "void_a_label": Sample(LABEL, body=reason),
    "destroy_a_label": Sample(LABEL, body=reason, own=NOT_YET),
    # a label is replaced only when it is void: the act is reached and refused in words
    "keep_a_label": Sample(LABEL, body=reason, own=NOT_YET),
    "agree_to_keep": Sample(LABEL, body=reason, own=NOT_YET),
    "reprint_a_label": Sample(LABEL, body=reason, own=(409,)),
}
SAME = {
    "label_template_new": "draft_label_template",
    "label_template_revise": "draft_label_template",
    "label_template_approve": "prepare_template_signing",
    "label_template_signing": "approve_label_template",
    "label_template_retire": "retire_label_template",
    "label_issue": "issue_a_label",
    "label_verify": "verify_a_label",
    "label_print": "print_a_label",
    "label_apply": "apply_a_label",
    "label_specimen": "keep_specimen",
    "label_void": "void_a_label",
    "label_destroy": "destroy_a_label",
    "label_reprint": "reprint_a_label",
    "label_keep": "keep_a_label",
    "label_agree": "agree_to_keep",
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A draft, an approved template and a label of this organisation."""
    writer = replace(HOUSE, person_id=colleague.id)

    def drafted(code: str, author: Actor = writer) -> Any:
        design = TemplateDesign(
            code=code,
            name_en=label[:200],
            name_zh=label[:200],
            product=label[:60],
            kind=LabelKind.SAMPLE,
            use=Use.ALLOGENEIC,
            country=Country.UNITED_STATES,
            width_mm=60,
            height_mm=40,
            fields=FIELDS,
            statements=(Statement.NO_FILTER,),
        )
        return draft_template(actor=author, organisation_id=home.id, design=design, reason=label[:500])

    with use_scope(EVERYTHING):
        template = drafted(label.upper()[:30], HOUSE)
        head = acting(colleague, home)
        rights = {LabelPermission.APPROVE_TEMPLATE, IdentityPermission.MAKE_SIGNATURE}
        head = replace(head, permissions=head.permissions | rights)
        prepared = prepare_template_signature(actor=head, template_id=template.id, reason=label[:500])
        approve_template(actor=head, template_id=template.id, prepared_id=prepared.id, proof=proof_of(prepared))
        batch = uuid4()
        request = LabelRequest(
            template_id=template.id,
            container=uuid4(),
            container_code=label[:60],
            values={Field.COI: "CHA999926000A1B", Field.DIN: "A999926123456", Field.MAKER: label[:60]},
            donor=Donor.NEGATIVE,
            batch=batch,
            batch_code=label[:60],
        )
        made = issue_label(actor=writer, request=request)
        # a near miss: what was scanned stays, and nothing else changes
        verify_label(actor=HOUSE, label_id=made.id, stage=Stage.ISSUE, scanned=f"{label} wrong"[:400])
        return {
            "label": made.id,
            "label_template": template.id,
            "label_draft": drafted(f"D-{label.upper()}"[:30]).id,
            "label_batch": batch,
        }
