"""Write, approve and retire templates."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.labels import public as labels
from cellpark.labels.public import Country, Field, LabelKind, LabelTemplate, Statement, TemplateDesign, Use
from cellpark.web.areas.labels.forms import DraftForm
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.views.memberships import chosen_organisation


def draft(request: HttpRequest) -> HttpResponse:
    """A template of its own."""
    return _draft(request, None)


def revise(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """The next revision of a template, beginning with what the present one says."""
    return _draft(request, labels.template(template_id))


def approve(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Let labels be issued from it."""
    found = labels.template(template_id)
    form = ReasonForm.of(request, version=found.version)

    def act() -> Outcome:
        labels.approve_template(
            actor=actor_of(request),
            template_id=template_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, _back(found), _("The template is approved."))
    lead = _("You compared the specimen with the requirements. The approved revision before it retires.")
    page = FormPage(
        title=_("Approve"), submit=_("Approve"), back=_back(found), kicker=str(found), lead=lead, crumbs=_crumbs(found)
    )
    return show_page(request, form, page, template="labels/approve.html", template_id=template_id)


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
