"""Billing runs: what one would do, starting it, and watching it."""

from collections.abc import Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import Explained, explain, sentence
from cellpark.billing import public as billing
from cellpark.billing.public import LeaseDifference, Run, RunState, today
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import Lease
from cellpark.web.areas.billing.forms import RunForm
from cellpark.web.areas.billing.states import run_state
from cellpark.web.areas.billing.views.common import Names, operator
from cellpark.web.pages.acts import done, perform, show
from cellpark.web.pages.tables import Column, Kind, Table, table_response

REFRESH_SECONDS = 3
AMENDED_MAX = 20
COLUMNS: tuple[Column[Run], ...] = (
    Column(
        key="until",
        label=gettext_lazy("Bill up to and with"),
        kind=Kind.DAY,
        value="until",
        sort="until",
        link=lambda row: reverse("billing_run", args=[row.id]),
    ),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=run_state, sort="state"),
    Column(key="started", label=gettext_lazy("Started"), kind=Kind.MOMENT, value="started_at", sort="started_at"),
    Column(key="finished", label=gettext_lazy("Finished"), kind=Kind.MOMENT, value="finished_at"),
    Column(key="bills", label=gettext_lazy("Bills"), kind=Kind.NUMBER, value="bills"),
    Column(key="amount", label=gettext_lazy("Amount, CNY"), kind=Kind.NUMBER, value="amount"),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """The runs so far, and the leases whose bills say something else now."""
    mine = operator(request)
    rows = billing.runs().filter(organisation_id=mine)
    running = rows.filter(state=RunState.RUNNING).first()
    amended = ((each, *_difference(each)) for each in billing.amended_leases(mine))
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Billing runs"),
        order="-started",
        empty=_("No run yet. The first one bills every lease from its first day on."),
    )
    context = {
        "running": running,
        "now": _("A run is under way") if running else _("No run is under way"),
        "next": _("It finishes by itself") if running else _("Bill the next month"),
        "who": _("the worker") if running else _("Park staff"),
        # those that differ are shown, however many before them do not
        "amended": list(islice((each for each in amended if each[2] or each[1].gone or each[1].instead), AMENDED_MAX)),
    }
    return table_response(request, "billing/runs.html", table, context)


def _difference(lease: Lease) -> tuple[LeaseDifference, Explained | None]:
    """What differs, or why it cannot be computed: the other leases are shown even so."""
    try:
        return billing.lease_difference(lease), None
    except Refused as refused:
        return LeaseDifference((), ()), explain(refused.problems[0])


def start(request: HttpRequest) -> HttpResponse:
    """Show what a run up to a day would do; start it from there."""
    mine = operator(request)
    shown = request.GET.get("until") or request.POST.get("until")
    form = RunForm.of(request, initial={"until": shown or today().isoformat()})

    def run() -> Outcome:
        made = billing.start_run(
            actor=actor_of(request), organisation_id=mine, until=form.cleaned_data["until"], queued=True
        )
        return {"run": str(made.id)}

    outcome = perform(request, form, run)
    if outcome is not None:
        return done(request, reverse("billing_run", args=[outcome["run"]]), _("The run has started."))
    preview = None
    if shown:
        day = form.fields["until"]
        try:
            preview = billing.preview_run(organisation_id=mine, until=day.clean(shown))
        except ValidationError:
            preview = None
        except Refused as refusal:
            if not form.is_bound:
                form.tell(refusal.problems)
    names = Names()
    context = {
        "preview": preview,
        "until": shown,
        "rows": [(each, names.of(each.lease.tenant_id)) for each in preview.rows] if preview else [],
        "crumbs": ({"href": reverse("billing_runs"), "label": _("Billing runs")},),
    }
    return show(request, "billing/run_start.html", form, context)


def one(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far a run is; the page comes again by itself while it runs."""
    run: Run = billing.runs().get(id=run_id)
    running = run.state == RunState.RUNNING
    context = {
        "run": run,
        "state": run_state(run),
        "running": running,
        "refresh": REFRESH_SECONDS,
        "failures": [(each["number"], each["lease"], _why(each)) for each in run.failures],
        "crumbs": ({"href": reverse("billing_runs"), "label": _("Billing runs")},),
    }
    answer = render(request, "billing/run.html", context)
    if running:
        answer["Refresh"] = str(REFRESH_SECONDS)
    return answer


def _why(failure: Mapping[str, Any]) -> str:
    """Why a lease was left out, in words; of runs that kept the code alone, the code."""
    if "params" not in failure:
        return str(failure["code"])
    return sentence(Problem(failure["code"], failure["params"]))
