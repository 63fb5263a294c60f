"""Investigations of results out of specification (21 CFR 211.192)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of, roles_with
from cellpark.base.idempotency import Outcome
from cellpark.quality import public as quality
from cellpark.quality.public import Investigation, InvestigationState, QualityPermission
from cellpark.quality.public import Outcome as Found
from cellpark.quality.words import OUTCOMES
from cellpark.web.areas.quality.forms import CloseForm, ConcludeForm, HypothesisForm
from cellpark.web.areas.quality.templatetags.laboratory import result
from cellpark.web.areas.quality.views.common import laboratory_crumbs, named
from cellpark.web.areas.quality.words import INVESTIGATIONS, options
from cellpark.web.pages.acts import done, perform, show
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.history import history_of
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response
from cellpark.web.pages.words import role_names


def _seen(row: Investigation) -> str:
    """The test and its value as people read them."""
    return _("%(test)s: %(value)s") % {"test": row.test.name, "value": result(row.result.value)}


COLUMNS: tuple[Column[Investigation], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Investigation"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        search=("number", "seen", "cause"),
        link=lambda row: reverse("investigation", args=[row.id]),
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: INVESTIGATIONS[row.state],
        sort="state",
    ),
    Column(
        key="batch",
        label=gettext_lazy("Batch"),
        kind=Kind.CODE,
        value="batch_number",
        sort="batch_number",
        link=lambda row: reverse("lab_batch", args=[row.batch]),
    ),
    Column(key="seen", label=gettext_lazy("What was seen"), value=_seen),
    Column(key="cause", label=gettext_lazy("Assignable cause"), value="cause"),
    Column(key="opened_at", label=gettext_lazy("Opened at"), kind=Kind.MOMENT, value="opened_at", sort="opened_at"),
)


def investigations(request: HttpRequest) -> HttpResponseBase:
    """Every investigation in sight, the newest first."""
    rows = quality.investigations()
    waiting = rows.exclude(state=InvestigationState.CLOSED).count()
    table = Table(
        rows,
        COLUMNS,
        request,
        caption=_("Investigations"),
        order="-opened_at",
        choices=(Choice(key="state", label=_("State"), lookup="state", options=options(INVESTIGATIONS)),),
        empty=_("No investigation. They open by themselves when a result is out of specification."),
    )
    said = ngettext("%(count)s investigation is not closed", "%(count)s investigations are not closed", waiting)
    context = {
        "now": said % {"count": waiting},
        "next": _("Look into the laboratory, conclude, close.") if waiting else "",
        "who": role_names(roles_with(QualityPermission.INVESTIGATE)) if waiting else "",
    }
    return table_response(request, "quality/investigations.html", table, context)


def _investigate(common: dict[str, Any], sent: dict[str, Any]) -> None:
    quality.investigate(hypothesis=sent["hypothesis"], **common)


def _conclude(common: dict[str, Any], sent: dict[str, Any]) -> None:
    quality.conclude_investigation(
        outcome=Found(sent["outcome"]), finding=sent["finding"], cause=sent["cause"], **common
    )


def _close(common: dict[str, Any], sent: dict[str, Any]) -> None:
    quality.close_investigation(reason=sent["reason"], capa=sent["capa"], **common)


Step = tuple[type[ActForm], QualityPermission, Any, Callable[[dict[str, Any], dict[str, Any]], None]]
_CLOSING: Step = (CloseForm, QualityPermission.CONCLUDE, gettext_lazy("Close the investigation"), _close)
STEPS: dict[InvestigationState, Step] = {
    InvestigationState.OPENED: (
        HypothesisForm,
        QualityPermission.INVESTIGATE,
        gettext_lazy("Begin the laboratory phase"),
        _investigate,
    ),
    InvestigationState.LABORATORY: (
        ConcludeForm,
        QualityPermission.CONCLUDE,
        gettext_lazy("Conclude the investigation"),
        _conclude,
    ),
    InvestigationState.CONFIRMED: _CLOSING,
    InvestigationState.INVALIDATED: _CLOSING,
}


def investigation(request: HttpRequest, investigation_id: UUID) -> HttpResponse:
    """One investigation with its next act."""
    found = quality.investigation(investigation_id)
    actor = actor_of(request)
    step = STEPS.get(InvestigationState(found.state))
    may = step is not None and actor.may(step[1])
    form = step[0].of(request, version=found.version) if step is not None else ActForm()
    if step is not None and may:
        common = {"actor": actor, "investigation_id": investigation_id, "seen_version": form.seen_version}

        def act() -> Outcome:
            step[3](common, form.cleaned_data)
            return {}

        if perform(request, form, act) is not None:
            return done(request, reverse("investigation", args=[investigation_id]), _("Recorded."))
    people = named(found.investigator, found.concluded_by)
    context = {
        "found": found,
        "state": INVESTIGATIONS[found.state],
        "outcome": OUTCOMES[Found(found.outcome)] if found.outcome else "",
        "investigator": people.get(found.investigator, ""),
        "concluded_by": people.get(found.concluded_by, ""),
        "retests": list(quality.tests().filter(retest_of=found.test_id)),
        "submit": step[2] if step else "",
        "may": may,
        "who": role_names(roles_with(step[1])) if step else "",
        "history": history_of([found.stream]),
        "crumbs": laboratory_crumbs((reverse("investigations"), _("Investigations"))),
    }
    return show(request, "quality/investigation.html", form, context)
