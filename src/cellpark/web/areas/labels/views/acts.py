"""Acts on one label, each on a page with large targets."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.kernel.problem import Problem, Refused
from cellpark.labels import public as labels
from cellpark.labels.public import Label, Stage, stage_of
from cellpark.materials.public import picked
from cellpark.web.areas.labels.forms import ScanForm
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ReasonForm

PAGE = "labels/act.html"
ASKED = {
    Stage.ISSUE: gettext_lazy("Scan the container. It must be the one that the label names."),
    Stage.PRINT: gettext_lazy("Scan the large symbol on the printed label."),
    Stage.AFFIX: gettext_lazy("Scan the large symbol of the label on its container."),
}


def verify(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """The second person scans (LBL-3); a mismatch stops the work and is kept."""
    found = labels.label(label_id)
    form = ScanForm.of(request, version=found.version)
    stage = stage_of(found)

    def act() -> Outcome:
        if stage is None:
            raise Refused(Problem("labels.label.nothing_to_check", {"number": found.number, "stage": ""}))
        verdict = labels.verify_label(
            actor=actor_of(request),
            label_id=label_id,
            stage=stage,
            scanned=form.cleaned_data["scanned"],
            seen_version=form.seen_version,
        )
        return {name: str(value) for each in verdict.problems for name, value in each.params.items()}

    outcome = perform(request, form, act)
    if outcome is not None and not outcome:
        return done(request, _back(found), _("Verified: the scan is the label's."))
    if outcome is not None:
        # the near miss is kept already: the page says stop, and nothing is lost by reading it
        form.problems = []
        form.tell([Problem("labels.label.mismatch", {name: str(value) for name, value in outcome.items()}, rule="T1")])
        form.version = labels.label(label_id).version
    page = _page(found, _("Verify by scan"), pgettext("label", "Verify"), lead=str(ASKED[stage]) if stage else "")
    return show_page(request, form, page, template=PAGE, label=found, stopped=outcome is not None)


def print_one(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """Print once."""
    found = labels.label(label_id)
    form = ActForm.of(request, version=found.version)

    def act() -> Outcome:
        labels.print_label(actor=actor_of(request), label_id=label_id, seen_version=form.seen_version)
        return {}

    if perform(request, form, act) is not None:
        return done(request, _back(found), _("Printed. Open the PDF and send it to the label printer."))
    lead = _("A label is printed once. Spoilt paper is voided, and another label takes its place.")
    return show_page(request, form, _page(found, _("Print"), _("Print"), lead=lead), template=PAGE, label=found)


def apply(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """Scan the container that the label is on."""
    found = labels.label(label_id)
    form = ScanForm.of(request, version=found.version)

    def act() -> Outcome:
        container = _container(found, form.cleaned_data["scanned"])
        labels.apply_label(
            actor=actor_of(request), label_id=label_id, container=container, seen_version=form.seen_version
        )
        return {}

    if perform(request, form, act) is not None:
        return done(request, _back(found), _("The label is on its container. A second person verifies it now."))
    lead = _("Scan the container on which the label is: %(code)s.") % {"code": found.container_code}
    return show_page(
        request,
        form,
        _page(found, pgettext("label", "Apply"), pgettext("label", "Apply"), lead=lead),
        template=PAGE,
        label=found,
    )


def specimen(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """Keep the paper with the batch record."""
    words = (_("Keep as specimen"), pgettext("label", "Keep"), _("The label is kept as specimen."))
    return _with_reason(request, label_id, labels.sample_label, words)


def void(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """Strike the label out."""
    danger = _("A void label is never used again. It stays in the balance.")
    return _with_reason(
        request,
        label_id,
        labels.void_label,
        (pgettext("label", "Void"), pgettext("label", "Void"), _("The label is void.")),
        danger,
    )


def destroy(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """Destroy the paper."""
    danger = _("Destroy the paper first, then say so here.")
    words = (_("Destroy"), _("Destroy"), _("The label is destroyed."))
    return _with_reason(request, label_id, labels.destroy_label, words, danger)


def keep(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """Say why the label stays on though its amount was corrected."""
    words = (_("Leave it on"), _("Ask the quality unit"), _("The quality unit agrees, or has the label replaced."))
    lead = _("Where a label cannot be replaced without harm, as on a frozen bag. The record says why.")
    return _with_reason(request, label_id, labels.keep_label, words, lead=lead)


def agree(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """The quality unit lets the label stay."""
    words = (_("Agree that it stays on"), _("Agree"), _("The label stays on, by the word of two people."))
    return _with_reason(request, label_id, labels.agree_keeping, words)


def reprint(request: HttpRequest, label_id: UUID) -> HttpResponse:
    """Void this label and issue another."""
    found = labels.label(label_id)
    form = ReasonForm.of(request, version=found.version)

    def act() -> Outcome:
        made = labels.reprint_label(
            actor=actor_of(request),
            label_id=label_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )
        return {"label": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(
            request, reverse("label", args=[outcome["label"]]), _("Another label is issued; the old one is void.")
        )
    page = _page(
        found,
        _("Print another instead"),
        _("Void and issue another"),
        danger=_("The old label becomes void. The new one goes through both verifications again."),
    )
    return show_page(request, form, page, template=PAGE, label=found)


def _with_reason(
    request: HttpRequest,
    label_id: UUID,
    verb: Callable[..., Label],
    words: tuple[str, str, str],
    danger: str = "",
    lead: str = "",
) -> HttpResponse:
    found = labels.label(label_id)
    form = ReasonForm.of(request, version=found.version)

    def act() -> Outcome:
        verb(
            actor=actor_of(request),
            label_id=label_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )
        return {}

    title, submit, toast = words
    if perform(request, form, act) is not None:
        return done(request, _back(found), toast)
    return show_page(request, form, _page(found, title, submit, lead=lead, danger=danger), template=PAGE, label=found)


def _container(found: Label, scanned: str) -> UUID:
    """The container that was scanned; raises ``Refused`` for one that the house does not know."""
    if scanned.strip() == found.container_code:
        return found.container
    container = picked(scanned, organisation=found.organisation_id).container
    if container is None:
        params = {"number": found.number, "container": found.container_code}
        raise Refused(Problem("labels.label.other_container", params, field="scanned", rule="T1"))
    found_id: UUID = container.id
    return found_id


def _page(found: Label, title: str, submit: str, *, lead: str = "", danger: str = "") -> FormPage:
    crumbs: tuple[Mapping[str, object], ...] = (
        {"href": reverse("labels"), "label": _("Labels")},
        {"href": _back(found), "label": found.number},
    )
    kicker = f"{found.number} · {found.container_code}"
    return FormPage(
        title=title, submit=submit, back=_back(found), kicker=kicker, lead=lead, danger=danger, crumbs=crumbs
    )


def _back(found: Label) -> str:
    return reverse("label", args=[found.id])
