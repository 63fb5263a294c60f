"""Templates of labels."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.responses import Status

from cellpark.access.public import actor_of, requires
from cellpark.labels.public import (
    Donor,
    LabelPermission,
    LabelTemplate,
    TemplateState,
    approve_template,
    draft_template,
    prepare_template_signature,
    retire_template,
    template,
    template_png,
    templates,
)
from cellpark.web.api.calls import page, perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.batches import PreparedOut
from cellpark.web.api.schemas.labels import TemplateIn, TemplateOut
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.orders import ProofIn
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.signing import prepared_out, proof_in
from cellpark.web.api.values import Text

TAG = "labels"


@operation(
    "GET",
    "label-templates",
    access=requires(LabelPermission.SEE),
    answers={200: list[TemplateOut]},
    tag=TAG,
    summary=_("List label templates"),
)
def list_label_templates(
    request: HttpRequest,
    response: HttpResponse,
    state: TemplateState | None = None,
    code: Text = "",
    after: After = None,
    limit: Limit = 50,
) -> list[TemplateOut]:
    """All revisions in scope, obsolete ones too."""
    wanted = {"state": state, "code": code}
    rows = templates().filter(**{key: value for key, value in wanted.items() if value})
    return [TemplateOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "label-templates/{template_id}",
    access=requires(LabelPermission.SEE),
    answers={200: TemplateOut},
    tag=TAG,
    summary=_("Read a label template"),
)
def get_label_template(request: HttpRequest, response: HttpResponse, template_id: UUID) -> TemplateOut:  # noqa: ARG001 -- ninja's signature
    """One revision in scope."""
    return _shown(response, template(template_id))


@operation(
    "GET",
    "label-templates/{template_id}/picture",
    access=requires(LabelPermission.SEE),
    answers={200: None},
    tag=TAG,
    summary=_("See a specimen of a label template"),
    file="image/png",
)
def see_label_template(request: HttpRequest, template_id: UUID, donor: Donor = Donor.UNKNOWN) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    """The label with example values, as PNG."""
    return HttpResponse(template_png(template(template_id), donor=donor), content_type="image/png")


@operation(
    "POST",
    "label-templates",
    access=requires(LabelPermission.WRITE_TEMPLATE),
    answers={201: TemplateOut},
    tag=TAG,
    summary=_("Write a revision of a label template"),
)
def draft_label_template(request: HttpRequest, response: HttpResponse, body: TemplateIn) -> Status[TemplateOut]:
    """Keep a draft; a code that is known already gets the next revision."""
    done = perform(
        request,
        lambda: (
            draft_template(
                actor=actor_of(request), organisation_id=body.organisation, design=body.design(), reason=body.reason
            ).id
        ),
    )
    repeated(response, done)
    return Status(201, _shown(response, template(done.id)))


@operation(
    "POST",
    "label-templates/{template_id}/signature",
    access=requires(LabelPermission.APPROVE_TEMPLATE),
    answers={200: PreparedOut},
    tag=TAG,
    summary=_("Prepare the signature that approves a label template"),
    keyed=False,
)
def prepare_template_signing(request: HttpRequest, template_id: UUID, body: ReasonIn) -> PreparedOut:
    """The statement waits five minutes for its signer."""
    made = prepare_template_signature(actor=actor_of(request), template_id=template_id, reason=body.reason)
    return prepared_out(made)


@operation(
    "POST",
    "label-templates/{template_id}/approve",
    access=requires(LabelPermission.APPROVE_TEMPLATE),
    answers={200: TemplateOut},
    tag=TAG,
    summary=_("Approve a label template by signing"),
    keyed=False,
)
def approve_label_template(
    request: HttpRequest, response: HttpResponse, template_id: UUID, body: ProofIn
) -> TemplateOut:
    """Let labels be issued from a draft that somebody else wrote; the signer authenticates at this moment."""
    made = approve_template(
        actor=actor_of(request), template_id=template_id, prepared_id=body.prepared, proof=proof_in(body)
    )
    return _shown(response, made)


@operation(
    "POST",
    "label-templates/{template_id}/retire",
    access=requires(LabelPermission.WRITE_TEMPLATE),
    answers={200: TemplateOut},
    tag=TAG,
    summary=_("Retire a label template"),
    versioned=True,
)
def retire_label_template(
    request: HttpRequest, response: HttpResponse, template_id: UUID, body: ReasonIn
) -> TemplateOut:
    """Issue no label from it any more; it stays readable."""
    version = seen_version(request)
    done = perform(
        request,
        lambda: (
            retire_template(
                actor=actor_of(request), template_id=template_id, reason=body.reason, seen_version=version
            ).id
        ),
    )
    repeated(response, done)
    return _shown(response, template(done.id))


def _shown(response: HttpResponse, row: LabelTemplate) -> TemplateOut:
    tag(response, row.version)
    return TemplateOut.of(row)
