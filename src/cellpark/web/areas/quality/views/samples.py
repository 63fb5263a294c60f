"""A sample: where it is, what is tested on it, and its receipt by scan (CN-4c, T1)."""

from uuid import UUID

import orjson
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of, roles_with
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.kernel.problem import Problem
from cellpark.quality import public as quality
from cellpark.quality.public import QualityPermission, QualitySample, SampleState, Stage
from cellpark.quality.words import STAGES
from cellpark.web.areas.quality.forms import EndForm, ReceiveForm
from cellpark.web.areas.quality.views.common import act_page, laboratory_crumbs, named
from cellpark.web.areas.quality.views.tests import standing
from cellpark.web.areas.quality.words import SAMPLES, VERDICTS
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.words import role_names

ENDS = {
    "retain": (gettext_lazy("Put into retention"), (SampleState.RECEIVED, SampleState.IN_TEST)),
    "use_up": (gettext_lazy("Mark as used up"), (SampleState.IN_TEST,)),
    "destroy": (
        gettext_lazy("Destroy the sample"),
        (SampleState.REGISTERED, SampleState.RECEIVED, SampleState.IN_TEST, SampleState.RETAINED),
    ),
}
SCAN_MAX = 400


def scan(request: HttpRequest) -> HttpResponse:
    """From a label to its sample."""
    code = request.GET.get("code", "")[:SCAN_MAX]
    found = quality.sample_by_code(code) if code.strip().isprintable() and code.strip() else None
    if found is not None:
        return HttpResponseRedirect(reverse("lab_sample", args=[found.id]))
    return render(request, "quality/scan.html", {"code": code, "crumbs": laboratory_crumbs()})


def sample(request: HttpRequest, sample_id: UUID) -> HttpResponse:
    """One sample with its tests and what may be done with it."""
    found = quality.sample(sample_id)
    actor = actor_of(request)
    tests = list(quality.tests_of(sample_id))
    arriving = found.state == SampleState.REGISTERED
    context = {
        "found": found,
        "state": SAMPLES[found.state],
        "stage": STAGES[Stage(found.stage)],
        "receiver": named(found.received_by).get(found.received_by, ""),
        "tests": [(row, standing(row), VERDICTS[row.verdict]) for row in tests],
        "next": _("Scan the sample in") if arriving else "",
        "who": role_names(roles_with(QualityPermission.HANDLE_SAMPLE)) if arriving else "",
        "due": min((row.due_at for row in tests if row.state in ("ordered", "running")), default=None),
        "offers": offers_of(actor, found),
        "history": history_of([found.stream]),
        "crumbs": laboratory_crumbs((reverse("lab_batch", args=[found.batch]), found.batch_number)),
    }
    return render(request, "quality/sample.html", context)


def offers_of(actor: Actor, found: QualitySample) -> list[Offer]:
    """Receipt, retention, the end."""
    offers = []
    if found.state == SampleState.REGISTERED:
        to = reverse("lab_receive", args=[found.id])
        offers.append(
            offer(actor, QualityPermission.HANDLE_SAMPLE, _("Scan the sample in"), to, icon="scan", look="primary")
        )
    for verb, (label, states) in ENDS.items():
        if found.state in states:
            offers.append(
                offer(actor, QualityPermission.HANDLE_SAMPLE, label, reverse("lab_end", args=[found.id, verb]))
            )
    return offers


def receive(request: HttpRequest, sample_id: UUID) -> HttpResponse:
    """The scan at the laboratory's door; a wrong label leaves a near miss although nothing is received."""
    found = quality.sample(sample_id)
    form = ReceiveForm.of(request, version=found.version)
    back = reverse("lab_sample", args=[sample_id])
    page = FormPage(
        title=_("Scan the sample in"),
        submit=_("Receive"),
        back=back,
        kicker=f"{found.code} \u00b7 {found.batch_number}",
        crumbs=laboratory_crumbs((back, found.code)),
    )

    def run() -> Outcome:
        sent = form.cleaned_data
        verdict = quality.receive_sample(
            actor=actor_of(request),
            sample_id=sample_id,
            raw=sent["raw"],
            place=sent["place"],
            seen_version=form.seen_version,
        )
        return {"problems": orjson.dumps([_plain(each) for each in verdict.problems]).decode()}

    outcome = perform(request, form, run)
    if outcome is not None:
        problems = [Problem(**each) for each in orjson.loads(str(outcome["problems"]))]
        if not problems:
            return done(request, back, _("The sample is in the laboratory."))
        form.tell(problems)
    return show_page(request, form, page)


def end(request: HttpRequest, sample_id: UUID, verb: str) -> HttpResponse:
    """Retained, used up or destroyed."""
    found = quality.sample(sample_id)
    if verb not in ENDS:
        raise Http404
    form = EndForm.of(request, version=found.version)
    if verb != "retain":
        del form.fields["place"]
    back = reverse("lab_sample", args=[sample_id])
    title = str(ENDS[verb][0])
    page = FormPage(
        title=title,
        submit=title,
        back=back,
        kicker=f"{found.code} \u00b7 {found.batch_number}",
        danger=_("What is destroyed cannot be tested again.") if verb == "destroy" else "",
        crumbs=laboratory_crumbs((back, found.code)),
    )

    def run() -> object:
        return quality.end_sample(
            actor=actor_of(request),
            sample_id=sample_id,
            verb=verb,
            place=form.cleaned_data.get("place", ""),
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )

    return act_page(request, form, page, run, to=back, toast=_("Recorded."))


def _plain(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, "params": dict(problem.params), "field": problem.field, "rule": problem.rule}
