"""The results of a batch: what stands, what is missing, samples to register, the certificate (T13)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of, roles_with
from cellpark.base.fields import in_reader_language
from cellpark.base.messages import explain
from cellpark.batches.public import batch
from cellpark.quality import public as quality
from cellpark.quality.public import QualityPermission, ResultView, Stage
from cellpark.quality.words import PHASES, STAGES
from cellpark.web.areas.quality.forms import RegisterForm
from cellpark.web.areas.quality.views.common import act_page, laboratory_crumbs, named
from cellpark.web.areas.quality.words import TESTS, VERDICTS
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.offers import offer
from cellpark.web.pages.words import role_names

LANGUAGES = ("zh", "en")


def results(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Every test of the batch by stage, with what a release still lacks."""
    found = batch(batch_id)
    views = quality.result_views(batch_id)
    people = named(*(each.verified_by for each in views))
    problems = quality.release_problems(batch_id, Stage.RELEASE)
    rooms = quality.environment_of(batch_id).problems
    state = "done" if not problems else "stopped" if _failing(views) else "waiting"
    context = {
        "found": found,
        "specification": quality.specification_of(batch_id),
        "stages": [
            (words, [(each, VERDICTS[each.verdict], TESTS[each.state], people.get(each.verified_by)) for each in rows])
            for stage, words in STAGES.items()
            if (rows := [each for each in views if each.stage is stage])
        ],
        "colour": state,
        "state": _("Nothing is missing for release") if not problems else _("Not ready for release"),
        "problems": [explain(each) for each in problems],
        "rooms": [explain(each) for each in rooms],
        "who": role_names(roles_with(QualityPermission.TEST)) if problems else "",
        "due": min((each.due_at for each in views if each.state in ("ordered", "running")), default=None),
        "languages": LANGUAGES if views else (),
        "register": offer(
            actor_of(request),
            QualityPermission.REGISTER_SAMPLE,
            _("Register a sample"),
            reverse("lab_register", args=[batch_id]),
            icon="plus",
            look="primary",
        ),
        "crumbs": laboratory_crumbs(),
    }
    return render(request, "quality/batch.html", context)


def _failing(views: tuple[ResultView, ...]) -> bool:
    return any(each.counts and each.verdict is quality.Verdict.FAIL for each in views)


def register(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """A sample that was taken in the batch comes to the laboratory."""
    found = batch(batch_id)
    settled = quality.specification_of(batch_id)
    chosen = [] if settled is not None else [(str(each.id), _said(each)) for each in quality.in_force(found)]
    document = None if settled is None else settled.document
    attributes = () if document is None else document.attributes
    wanted = [(each.code, in_reader_language(each.name.zh, each.name.en)) for each in attributes]
    form = RegisterForm.of(request, chosen=chosen, wanted=wanted)
    back = reverse("lab_batch", args=[batch_id])
    page = FormPage(
        title=_("Register a sample"),
        submit=_("Register"),
        back=back,
        kicker=found.number,
        lead=_("The sample was taken and labelled in the batch record; its tests are ordered now."),
        crumbs=laboratory_crumbs((back, found.number)),
    )

    def run() -> object:
        sent = form.cleaned_data
        named_one = sent.get("specification", "")
        return quality.register_sample(
            actor=actor_of(request),
            batch_id=batch_id,
            code=sent["code"],
            stage=Stage(sent["stage"]),
            attributes=sent.get("attributes", ()),
            specification_id=UUID(named_one) if named_one else None,
        )

    return act_page(request, form, page, run, to=back, toast=_("The sample is registered."))


def _said(each: quality.Specification) -> str:
    phase = PHASES[quality.Phase(each.phase)]
    return f"{each.product} {each.number} \u00b7 {each.site} \u00b7 {phase} \u00b7 {each.market}"


def certificate(request: HttpRequest, batch_id: UUID, language: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The certificate of analysis as it stands now, sealed by the site."""
    found = batch(batch_id)
    answer = HttpResponse(quality.certificate(batch_id, language), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="CoA-{found.number.replace("/", "-")}-{language}.pdf"'
    return answer
