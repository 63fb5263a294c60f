"""Exceptions: what went otherwise than the recipe says, and what became of it (211-1c, 211-4a)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.batches import public as batches
from cellpark.batches.public import (
    BatchException,
    BatchPermission,
    Classification,
    Disposition,
    ExceptionState,
    cause_words,
    seen_words,
)
from cellpark.shipments.public import ShipmentPermission, excursion_behind
from cellpark.web.areas.batches.words import (
    CLASSIFICATIONS,
    DISPOSITIONS,
    EXCEPTION_STATES,
    exception_state,
)
from cellpark.web.pages.acts import Present, done, perform, show
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

_REASON = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)
COLUMNS: tuple[Column[BatchException], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Exception"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        search=("number", "seen"),
        link=lambda row: reverse("batch_exception", args=[row.id]),
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: exception_state(row.state),
        sort="state",
    ),
    Column(key="batch", label=gettext_lazy("Batch"), kind=Kind.CODE, value=lambda row: row.batch.number),
    Column(key="step", label=gettext_lazy("Step"), kind=Kind.CODE, value="step", sort="step"),
    Column(key="cause", label=gettext_lazy("Cause"), value=lambda row: cause_words(row.cause), sort="cause"),
    Column(key="seen", label=gettext_lazy("What was seen"), value=lambda row: seen_words(row.seen)),
    Column(key="opened_at", label=gettext_lazy("Seen at"), kind=Kind.MOMENT, value="opened_at", sort="opened_at"),
)


class ClassifyForm(ActForm):
    """How grave it is, and why."""

    classification = forms.ChoiceField(
        label=gettext_lazy("How grave"), choices=[(each.value, words) for each, words in CLASSIFICATIONS.items()]
    )
    reason = _REASON


class InvestigateForm(ActForm):
    """The cause, and what it means."""

    finding = forms.CharField(
        label=gettext_lazy("Cause, and what it means for this and other batches"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )


class DisposeForm(ActForm):
    """What follows for the batch, and why."""

    disposition = forms.ChoiceField(
        label=gettext_lazy("What follows for the batch"),
        choices=[(each.value, words) for each, words in DISPOSITIONS.items()],
    )
    reason = _REASON


class CloseForm(ActForm):
    """Nothing remains; the number of the corrective action where there is one."""

    capa = forms.CharField(label=gettext_lazy("Corrective and preventive action (CAPA)"), max_length=80, required=False)
    reason = _REASON


def exceptions(request: HttpRequest) -> HttpResponseBase:
    """Every exception in sight, the newest first."""
    waiting = batches.exceptions().exclude(state=ExceptionState.CLOSED).count()
    table = Table(
        batches.exceptions().order_by(),
        COLUMNS,
        request,
        caption=_("Exceptions"),
        order="-opened_at",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((state.value, str(words)) for state, (_colour, words) in EXCEPTION_STATES.items()),
            ),
        ),
        empty=_("No exception. They open by themselves when a limit, a condition or a time is not met."),
    )
    now = ngettext("%(count)s exception is not closed", "%(count)s exceptions are not closed", waiting)
    context = {
        "now": now % {"count": waiting},
        "next": _("Classify, investigate, decide, close") if waiting else "",
        "who": _("quality") if waiting else "",
    }
    return table_response(request, "batches/exceptions.html", table, context)


def _classify(common: dict[str, Any], sent: dict[str, Any]) -> None:
    batches.classify_exception(classification=Classification(sent["classification"]), reason=sent["reason"], **common)


def _investigate(common: dict[str, Any], sent: dict[str, Any]) -> None:
    batches.investigate_exception(finding=sent["finding"], **common)


def _dispose(common: dict[str, Any], sent: dict[str, Any]) -> None:
    batches.dispose_exception(disposition=Disposition(sent["disposition"]), reason=sent["reason"], **common)


def _close(common: dict[str, Any], sent: dict[str, Any]) -> None:
    batches.close_exception(reason=sent["reason"], capa=sent["capa"], **common)


Step = tuple[type[ActForm], str, Any, Callable[[dict[str, Any], dict[str, Any]], None]]
STEPS: dict[ExceptionState, Step] = {
    ExceptionState.OPEN: (ClassifyForm, BatchPermission.JUDGE, gettext_lazy("Classify"), _classify),
    ExceptionState.CLASSIFIED: (
        InvestigateForm,
        BatchPermission.JUDGE,
        gettext_lazy("Record the finding"),
        _investigate,
    ),
    ExceptionState.INVESTIGATED: (DisposeForm, BatchPermission.DISPOSE, gettext_lazy("Decide"), _dispose),
    ExceptionState.DISPOSED: (CloseForm, BatchPermission.JUDGE, gettext_lazy("Close the exception"), _close),
}


def exception(request: HttpRequest, exception_id: UUID) -> HttpResponse:
    """One exception with its next act."""
    found = batches.batch_exception(exception_id)
    actor = actor_of(request)
    step = STEPS.get(ExceptionState(found.state))
    may = step is not None and actor.may(step[1])
    form = step[0].of(request, version=found.version) if step is not None else ActForm()
    if step is not None and may:
        common = {"actor": actor, "exception_id": exception_id, "seen_version": form.seen_version}

        def act() -> Outcome:
            step[3](common, form.cleaned_data)
            return {}

        def present() -> Present:
            return Present(batches.batch_exception(exception_id).version, {})

        if perform(request, form, act, present=present) is not None:
            return done(request, reverse("batch_exception", args=[exception_id]), _("Recorded."))
    context = {
        "found": found,
        "state": exception_state(found.state),
        "cause": cause_words(found.cause),
        "classification": CLASSIFICATIONS.get(Classification(found.classification)) if found.classification else "",
        "disposition": DISPOSITIONS.get(Disposition(found.disposition)) if found.disposition else "",
        "excursion": excursion_behind(found) if actor.may(ShipmentPermission.SEE) else None,
        "submit": step[2] if step else "",
        "may": may,
        "who": (
            _("head of quality or qualified person") if step and step[1] == BatchPermission.DISPOSE else _("quality")
        )
        if step
        else "",
        "crumbs": [{"href": reverse("batch_exceptions"), "label": _("Exceptions")}],
    }
    return show(request, "batches/exception.html", form, context)
