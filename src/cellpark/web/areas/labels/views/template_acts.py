"""Write, approve and retire templates."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import PreparedSignature, prepared_signature
from cellpark.labels import public as labels
from cellpark.labels.public import (
    COUNTRIES,
    FIELDS,
    LABEL_KINDS,
    STATEMENTS,
    USES,
    Country,
    Field,
    LabelKind,
    LabelTemplate,
    Statement,
    TemplateDesign,
    Use,
    in_language,
)
from cellpark.web.areas.labels.forms import DraftForm
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.views.memberships import chosen_organisation
from cellpark.web.pages.views.signing import Proof, moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def draft(request: HttpRequest) -> HttpResponse:
    """A template of its own."""
    return _draft(request, None)


def revise(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """The next revision of a template, beginning with what the present one says."""
    return _draft(request, labels.template(template_id))


def approve(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Why it is approved; then the page to sign."""
    found = labels.template(template_id)
    form = ReasonForm.of(request)

    def act() -> Outcome:
        made = labels.prepare_template_signature(
            actor=actor_of(request),
            template_id=template_id,
            reason=form.cleaned_data["reason"],
            view=_signed_view(found),
            back=_back(found),
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        to = reverse("label_template_signing", args=[template_id, outcome["id"]])
        return done(request, to, _("Read what you sign, then sign it."))
    lead = _("You compared the specimen with the requirements. The approved revision before it retires.")
    page = FormPage(
        title=_("Approve by signing"),
        submit=_("Go on to the page to sign"),
        back=_back(found),
        kicker=str(found),
        lead=lead,
        crumbs=_crumbs(found),
    )
    return show_page(request, form, page, template="labels/approve.html", template_id=template_id)


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, template_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment of the approval."""
    found = labels.template(template_id)
    prepared = prepared_signature(actor=actor_of(request), prepared_id=prepared_id)
    if [each.stream for each in prepared.said.heads] != [found.stream]:
        raise PreparedSignature.DoesNotExist

    def approved(proof: Proof) -> LabelTemplate:
        return labels.approve_template(
            actor=actor_of(request), template_id=template_id, prepared_id=prepared_id, proof=proof
        )

    return moment(request, prepared, approved, _back)


def _signed_view(found: LabelTemplate) -> str:
    """The revision as it is shown for signing: what it is for, what it carries, in both languages."""
    facts = (LABEL_KINDS[LabelKind(found.kind)], USES[Use(found.use)], COUNTRIES[Country(found.country)])
    context = {
        "template": found,
        "facts": _both(facts),
        "fields": _both(FIELDS[each] for each in found.chosen_fields),
        "statements": _both(STATEMENTS[each] for each in found.chosen_statements),
    }
    return render_to_string("labels/signed_template.html", context)


def _both(words: "Iterable[StrOrPromise]") -> list[list[str]]:
    return [[in_language(each, language) for language in ("zh-hans", "en")] for each in words]


def retire(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Issue no label from it any more."""
    found = labels.template(template_id)
    form = ReasonForm.of(request, version=found.version)

    def act() -> Outcome:
        labels.retire_template(
            actor=actor_of(request),
            template_id=template_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, _back(found), _("The template is retired and kept."))
    danger = _("No label can be issued from it any more. It stays readable.")
    page = FormPage(
        title=_("Retire"),
        submit=_("Retire"),
        back=_back(found),
        kicker=str(found),
        danger=danger,
        crumbs=_crumbs(found),
    )
    return show_page(request, form, page)


def _draft(request: HttpRequest, before: LabelTemplate | None) -> HttpResponse:
    form = DraftForm.of(request, initial=_initial(before))
    organisation = chosen_organisation(request).id if before is None else before.organisation_id

    def act() -> Outcome:
        sent = form.cleaned_data
        made = labels.draft_template(
            actor=actor_of(request), organisation_id=organisation, design=_design(form), reason=sent["reason"]
        )
        return {"template": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("label_template", args=[outcome["template"]]), _("The draft is kept."))
    page = FormPage(
        title=_("Write the next revision") if before else _("Write a template"),
        submit=_("Keep as draft"),
        back=reverse("label_templates") if before is None else _back(before),
        kicker="" if before is None else str(before),
        lead=_("A label carries at least two independent identifiers and never a name."),
        crumbs=({"href": reverse("label_templates"), "label": _("Label templates")},),
    )
    return show_page(request, form, page)


def _design(form: DraftForm) -> TemplateDesign:
    sent = form.cleaned_data
    return TemplateDesign(
        **{name: sent[name] for name in ("code", "name_zh", "name_en", "product", "width_mm", "height_mm")},
        kind=LabelKind(sent["kind"]),
        use=Use(sent["use"]),
        country=Country(sent["country"]),
        fields=[Field(each) for each in sent["fields_chosen"]],
        statements=[Statement(each) for each in sent["statements"]],
    )


def _initial(before: LabelTemplate | None) -> dict[str, object]:
    if before is None:
        return {"width_mm": 100, "height_mm": 70}
    names = ("code", "name_zh", "name_en", "kind", "use", "country", "product", "width_mm", "height_mm", "statements")
    return {**{name: getattr(before, name) for name in names}, "fields_chosen": before.fields}


def _crumbs(found: LabelTemplate) -> tuple[dict[str, object], ...]:
    return (
        {"href": reverse("label_templates"), "label": _("Label templates")},
        {"href": _back(found), "label": str(found)},
    )


def _back(found: LabelTemplate) -> str:
    return reverse("label_template", args=[found.id])
