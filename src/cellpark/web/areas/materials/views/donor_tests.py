"""Stating the infectious-disease tests of the donor of a container."""

import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.instruments.public import InstrumentPermission, keep_file
from cellpark.materials.public import state_donor_tests
from cellpark.web.areas.materials.forms import DonorTestsForm
from cellpark.web.areas.materials.views.common import act_page, container_crumbs, the_container
from cellpark.web.pages.acts import FormPage


def donor_tests(request: HttpRequest, container_id: UUID) -> HttpResponse:
    """The results of one report, for everything of the same donor in the house."""
    found = the_container(container_id)
    form = DonorTestsForm.of(request)
    if request.method == "POST":
        form.files = request.FILES
    back = reverse("container", args=[found.id])
    page = FormPage(
        title=_("Donor tests"),
        submit=_("Record"),
        back=back,
        kicker=found.coi or found.din or found.code,
        lead=_("They hold for every container of this donor in the house. What becomes positive is on hold at once."),
        crumbs=container_crumbs(found),
    )

    def act() -> str:
        sent = form.cleaned_data
        file = sent["file"]
        content = b"" if file is None else file.read()
        if content and actor_of(request).may(InstrumentPermission.KEEP_FILE):
            keep_file(actor=actor_of(request), content=content, name=file.name, organisation_id=found.organisation_id)
        state_donor_tests(
            actor=actor_of(request),
            organisation_id=found.organisation_id,
            coi=found.coi,
            din=found.din,
            results=form.results,
            report_sha256=sent["report_sha256"] if file is None else hashlib.sha256(content).hexdigest(),
            tested_at=sent["tested_at"],
            reason=sent["reason"],
        )
        return back

    return act_page(
        request, form, page, act, toast=_("The donor tests are on record."), template="materials/file_form.html"
    )
