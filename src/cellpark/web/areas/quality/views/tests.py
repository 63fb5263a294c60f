"""The worklist of the laboratory, and a test with its next act (211-194a)."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of, roles_with
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import Explained, explain
from cellpark.base.time import now
from cellpark.instruments.public import keep_file
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality import public as quality
from cellpark.quality.public import Attribute, QualityPermission, Result, ResultState, Stage, Test, TestState, Verdict
from cellpark.quality.words import STAGES
from cellpark.web.areas.quality.computed import computed_shown, files_for, gates_of
from cellpark.web.areas.quality.forms import ResultForm
from cellpark.web.areas.quality.templatetags.laboratory import result
from cellpark.web.areas.quality.views.common import laboratory_crumbs, with_names
from cellpark.web.areas.quality.waiting import OPEN_TESTS, counts_of_tests
from cellpark.web.areas.quality.words import RESULTS, TESTS, VERDICTS, options
from cellpark.web.pages.acts import done, perform, show
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.history import history_of
from cellpark.web.pages.large_requests import takes_raw_files
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response
from cellpark.web.pages.words import role_names

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OVERDUE = gettext_lazy("Overdue")


def standing(row: Test) -> State:
    """A test's state as a list shows it: what is late is red."""
    if row.state in OPEN_TESTS and row.due_at < now():
        return State("stopped", OVERDUE)
    return TESTS[row.state]


COLUMNS: tuple[Column[Test], ...] = (
    Column(
        key="attribute",
        label=gettext_lazy("Test"),
        value="name",
        sort="attribute",
        search=("attribute", "name_zh", "name_en", "sample__code", "sample__batch_number"),
        link=lambda row: reverse("lab_test", args=[row.id]),
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=standing,
        sort="state",
    ),
    Column(
        key="sample",
        label=gettext_lazy("Sample"),
        kind=Kind.CODE,
        value="sample.code",
        sort="sample__code",
        link=lambda row: reverse("lab_sample", args=[row.sample_id]),
    ),
    Column(
        key="batch",
        label=gettext_lazy("Batch"),
        kind=Kind.CODE,
        value="sample.batch_number",
        sort="sample__batch_number",
        link=lambda row: reverse("lab_batch", args=[row.batch]),
    ),
    Column(key="method", label=gettext_lazy("Method"), kind=Kind.CODE, value="method", sort="method"),
    Column(key="value", label=gettext_lazy("Result"), value=lambda row: result(row.value)),
    Column(
        key="verdict",
        label=gettext_lazy("Verdict"),
        kind=Kind.STATE,
        value=lambda row: VERDICTS[row.verdict],
        sort="verdict",
    ),
    Column(key="due_at", label=gettext_lazy("Due at"), kind=Kind.MOMENT, value="due_at", sort="due_at"),
)


def worklist(request: HttpRequest) -> HttpResponseBase:
    """What is to be done in the laboratory, the most urgent first; two queries and the rows."""
    rows = quality.tests()
    counts = counts_of_tests()
    show_all = request.GET.get("all") == "1"
    table = Table(
        rows if show_all else rows.filter(state__in=quality.WAITING),
        COLUMNS,
        request,
        caption=_("All tests") if show_all else _("Tests that wait"),
        order="due_at",
        keep=("all",),
        choices=(
            Choice(key="state", label=_("State"), lookup="state", options=options(TESTS)),
            Choice(key="verdict", label=_("Verdict"), lookup="verdict", options=options(VERDICTS)),
            Choice(
                key="stage",
                label=_("Stage"),
                lookup="stage",
                options=tuple((each.value, str(said)) for each, said in STAGES.items()),
            ),
        ),
        empty=_("No test waits. Register a sample from the results of its batch."),
    )
    waits = _("%(late)s overdue, %(waiting)s wait for verification.") % counts
    context = {
        "now": _("%(open)s tests are open.") % counts,
        "next": waits if counts["late"] or counts["waiting"] else "",
        "who": role_names(roles_with(QualityPermission.TEST)) if counts["open"] or counts["waiting"] else "",
        "by": counts["due"],
        "show_all": show_all,
    }
    return table_response(request, "quality/worklist.html", table, context)


@dataclass(frozen=True, slots=True)
class Step:
    """The next act on a test: its right, its button, the act."""

    permission: QualityPermission
    label: "StrOrPromise"
    act: Callable[[Actor, Test, ActForm], object]
    danger: str = ""


def _begin(actor: Actor, found: Test, form: ActForm) -> None:
    quality.begin_test(actor=actor, test_id=found.id, seen_version=form.seen_version)


def _verify(actor: Actor, found: Test, form: ActForm) -> None:
    quality.verify_result(actor=actor, test_id=found.id, seen_version=form.seen_version)


def _enter(actor: Actor, found: Test, form: ActForm) -> None:
    sent = form.cleaned_data
    file = sent["file"]
    digest = sent.get("kept", "")
    if file is not None:
        digest = keep_file(
            actor=actor, content=file.read(), name=file.name, organisation_id=found.organisation_id
        ).sha256
    computed = found.specification.document.attribute(found.attribute).computed
    files = {computed.file if computed else "raw": digest} if digest else {}
    quality.enter_result(
        actor=actor,
        test_id=found.id,
        value=sent.get("value", ""),
        files=files,
        parameters={"sample": sent["sample"]} if sent.get("sample") else {},
        equipment=sent["equipment"].split(),
        reason=sent.get("reason", ""),
        seen_version=form.seen_version,
    )


def _sent_digest(request: HttpRequest) -> str:
    """The SHA-256 of what was sent with a reading; empty where that was no file."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("kept", "")[:64]
    file.seek(0)
    return sha256(file.read()).hexdigest()


STEPS: dict[TestState, Step] = {
    TestState.ORDERED: Step(QualityPermission.TEST, gettext_lazy("Begin the test"), _begin),
    TestState.RUNNING: Step(QualityPermission.TEST, gettext_lazy("Enter the reading"), _enter),
    TestState.ENTERED: Step(QualityPermission.VERIFY, gettext_lazy("Verify the reading"), _verify),
}


@takes_raw_files
def test(request: HttpRequest, test_id: UUID) -> HttpResponse:
    """One test: what is known, its readings, its next act."""
    found = quality.test(test_id)
    actor = actor_of(request)
    attribute = found.specification.document.attribute(found.attribute)
    step = STEPS.get(TestState(found.state))
    form = _form(request, found, attribute)
    may = step is not None and actor.may(step.permission)
    if step is not None and may:
        stopped: list[Problem] = []

        def act() -> Outcome:
            try:
                step.act(actor, found, form)
            except Refused as refused:
                stopped.extend(refused.problems)
                raise
            return {}

        if perform(request, form, act) is not None:
            return done(request, reverse("lab_test", args=[test_id]), _("Recorded."))
        if stopped and found.state == TestState.RUNNING:
            quality.note_refused_file(actor=actor, digests=[_sent_digest(request)], problems=stopped, test_id=test_id)
    readings = list(quality.results_of(test_id))
    people = with_names(readings, "analyst", "verified_by", "retracted_by")
    opened = list(quality.investigations().filter(test=found).order_by("opened_at"))
    context = {
        "found": found,
        "attribute": attribute,
        "computed": computed_shown(attribute),
        "state": standing(found),
        "verdict": VERDICTS[found.verdict],
        "stage": STAGES[Stage(found.stage)],
        "lines": [_line(found, row, people) for row in readings],
        "remarks": _remarks(found, readings) if found.state == TestState.ENTERED else [],
        "investigations": opened,
        "submit": step.label if step else "",
        "with_file": found.state == TestState.RUNNING,
        "may": may,
        "who": role_names(roles_with(step.permission)) if step else "",
        "offers": offers_of(actor, found),
        "history": history_of([found.stream, *quality.streams_beside_tests([found.id])]),
        "crumbs": laboratory_crumbs((reverse("lab_sample", args=[found.sample_id]), found.sample.code)),
    }
    return show(request, "quality/test.html", form, context)


def _form(request: HttpRequest, found: Test, attribute: Attribute) -> ActForm:
    if found.state == TestState.RUNNING:
        kept = files_for(attribute.computed, found.organisation_id) if attribute.computed else ()
        return ResultForm.sent(request, attribute=attribute, kept=kept, version=found.version)
    return ActForm.of(request, version=found.version)


def _remarks(found: Test, readings: list[Result]) -> list[Explained]:
    """What whoever verifies has to weigh: the flags of the reading that waits, and whose file it is."""
    waits = [row for row in readings if row.state == ResultState.ENTERED]
    return [explain(each) for row in waits for each in quality.remarks_of(found, row)]


def _line(found: Test, row: Any, people: dict[UUID | None, str]) -> dict[str, object]:
    return {
        "row": row,
        "state": RESULTS[row.state],
        "verdict": VERDICTS[row.verdict],
        "analyst": people.get(row.analyst, ""),
        "verifier": people.get(row.verified_by, ""),
        "files": sorted(row.files.items()),
        "gates": gates_of(row),
        "said": [explain(each).what for each in quality.remarks_of(found, row)],
        "gone": row.state == ResultState.RETRACTED,
    }


def offers_of(actor: Actor, found: Test) -> list[Offer]:
    """What else may be done with a test."""
    args = [found.id]
    offers = []
    if found.state in OPEN_TESTS and not found.value:
        offers.append(offer(actor, QualityPermission.DECIDE, _("Cancel the test"), reverse("lab_cancel", args=args)))
    if found.value:
        offers.append(
            offer(actor, QualityPermission.DECIDE, _("Retract the reading"), reverse("lab_retract", args=args))
        )
    if found.verdict == Verdict.FAIL:
        offers.append(offer(actor, QualityPermission.DECIDE, _("Order a retest"), reverse("lab_retest", args=args)))
    return offers
