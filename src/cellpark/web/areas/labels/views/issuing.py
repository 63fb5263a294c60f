"""Issue a label for a container that is still attached."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.kernel.problem import Problem, Refused
from cellpark.labels import public as labels
from cellpark.labels.public import Donor, LabelRequest
from cellpark.materials.public import Container, picked
from cellpark.web.areas.labels.forms import IssueForm
from cellpark.web.pages.acts import FormPage, done, perform, show_page


def issue(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Say for which container, and what stands in each field."""
    template = labels.template(template_id)
    form = IssueForm.of(request, template=template)

    def act() -> Outcome:
        container, sent = _container(template.organisation_id, form.cleaned_data["container"]), form.cleaned_data
        wanted = LabelRequest(
            template_id=template_id,
            container=container.id,
            container_code=container.code,
            scan_key=container.scan_key,
            values=form.values,
            donor=Donor(sent["donor"]),
            batch=labels.batch_named(sent["batch_code"], organisation=template.organisation_id),
            batch_code=sent["batch_code"],
            detached=not sent["attached"],
            specimen=sent["specimen"],
        )
        return {"label": str(labels.issue_label(actor=actor_of(request), request=wanted).id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        toast = _("The label is issued. A second person verifies it now.")
        return done(request, reverse("label", args=[outcome["label"]]), toast)
    back = reverse("label_template", args=[template_id])
    page = FormPage(
        title=_("Issue a label"),
        submit=pgettext("label", "Issue"),
        back=back,
        kicker=f"{template} · {template.name}",
        lead=_("What you type is compared by a second person before anything is printed."),
        crumbs=(
            {"href": reverse("label_templates"), "label": _("Label templates")},
            {"href": back, "label": str(template)},
        ),
    )
    return show_page(request, form, page, template="labels/act.html")


def _container(organisation: UUID, scanned: str) -> Container:
    found = picked(scanned, organisation=organisation).container
    if found is None:
        raise Refused(Problem("pages.labels.no_container", {"scanned": scanned[:60]}, field="container"))
    return found
