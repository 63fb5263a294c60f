"""The out-of-specification room: the four records in their order, the clocks, who acts next (ATMP-1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.time import now
from cellpark.identity.public import names_of_people
from cellpark.release import public as release
from cellpark.release.public import ReleasePermission, Supply, SupplyState, Told
from cellpark.release.words import SUPPLY_STATES, TRIALS
from cellpark.web.areas.release import forms
from cellpark.web.areas.release.shown import shown_clocks
from cellpark.web.areas.release.words import AWAITS, RECORDS, supply_state
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COLUMNS: tuple[Column[Supply], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Batch"),
        kind=Kind.CODE,
        value="number",
        sort="number",
        search=("number", "coi"),
        link=lambda row: reverse("supply", args=[row.id]),
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: supply_state(row.state),
        sort="state",
    ),
    Column(key="coi", label=gettext_lazy("Chain of identity"), kind=Kind.CODE, value="coi", sort="coi"),
    Column(key="failed", label=gettext_lazy("What is out of specification"), value="failed"),
    Column(key="opened_at", label=gettext_lazy("Opened at"), kind=Kind.MOMENT, value="opened_at", sort="opened_at"),
)


def supplies(request: HttpRequest) -> HttpResponseBase:
    """Every case in sight."""
    over = [SupplyState.CLOSED, SupplyState.DECLINED, SupplyState.WITHDRAWN]
    waiting = release.supplies().exclude(state__in=[each.value for each in over]).count()
    table = Table(
        release.supplies(),
        COLUMNS,
        request,
        caption=_("Cases out of specification"),
        order="-opened_at",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((state.value, str(SUPPLY_STATES[state])) for state in SupplyState),
            ),
        ),
        empty=_("No case. Quality opens one at the release desk when a result is out of specification."),
    )
    said = ngettext("%(count)s case is open", "%(count)s cases are open", waiting) % {"count": waiting}
    context = {"now": said, "next": _("Open the case and make the record that is due") if waiting else ""}
    return table_response(request, "release/supplies.html", table, context)


@dataclass(frozen=True, slots=True)
class Step:
    """The record that is due in a state: its form, whose it is, what it does."""

    label: "StrOrPromise"
    form: type[ActForm]
    permission: str
    at_hospital: bool
    do: Callable[..., object]


def _answer(*, accepted: str, **common: Any) -> object:
    return release.answer_supply(accepted=accepted == "yes", **common)


def _tell(*, told: str, **common: Any) -> object:
    return release.tell_of_supply(told=Told(told), **common)


STEPS: Mapping[str, Step] = {
    SupplyState.OPEN: Step(
        gettext_lazy("Request the product"),
        forms.RequestForm,
        ReleasePermission.REQUEST_SUPPLY,
        at_hospital=True,
        do=release.request_supply,
    ),
    SupplyState.REQUESTED: Step(
        gettext_lazy("Record the evaluation"),
        forms.EvaluateForm,
        ReleasePermission.EVALUATE_SUPPLY,
        at_hospital=False,
        do=release.evaluate_supply,
    ),
    SupplyState.EVALUATED: Step(
        gettext_lazy("Record the notice"),
        forms.NoticeForm,
        ReleasePermission.OPEN_SUPPLY,
        at_hospital=False,
        do=release.notice_supply,
    ),
    SupplyState.NOTICED: Step(
        gettext_lazy("Answer"), forms.AnswerForm, ReleasePermission.REQUEST_SUPPLY, at_hospital=True, do=_answer
    ),
    SupplyState.SUPPLIED: Step(
        gettext_lazy("Record who was told"),
        forms.TellForm,
        ReleasePermission.OPEN_SUPPLY,
        at_hospital=False,
        do=_tell,
    ),
}


def supply(request: HttpRequest, supply_id: UUID) -> HttpResponse:
    """One case with its records, its clocks and the record that is due."""
    actor = actor_of(request)
    row = release.supply(supply_id)
    step = STEPS.get(row.state)
    may = step is not None and _is_mine(actor, row, step)
    form = step.form.of(request, version=row.version) if step is not None else ActForm()
    if step is not None and may:

        def act() -> Outcome:
            step.do(actor=actor, supply_id=supply_id, seen_version=form.seen_version, **form.cleaned_data)
            return {}

        def present() -> Present:
            return Present(release.supply(supply_id).version, {})

        if perform(request, form, act, present=present) is not None:
            return done(request, reverse("supply", args=[supply_id]), _("Recorded."))
    context = {**_shown(actor, row), "form": form, "submit": step.label if step else "", "may": may}
    return render(request, "release/supply.html", context, status=form.status)


def _is_mine(actor: Actor, row: Supply, step: Step) -> bool:
    side = row.hospital if step.at_hospital else row.organisation_id
    return actor.may(step.permission) and actor.organisation_id == side


def _shown(actor: Actor, row: Supply) -> dict[str, object]:
    due = release.next_clock(row)
    people = names_of_people({each for each in (row.requested_by, row.evaluated_by, row.answered_by) if each})
    at_maker = actor.organisation_id == row.organisation_id
    texts = {
        "request": (row.hazard, row.alternatives),
        "evaluate": (row.risks,),
        "notice": (row.notice,),
        "answer": (row.answer,),
        "tell_sponsor": (row.sponsor_told,),
        "tell_authority": (row.authority_told,),
    }
    by = {"request": row.requested_by, "evaluate": row.evaluated_by, "answer": row.answered_by}
    records = [
        {
            "clock": each,
            "texts": [text for text in texts.get(each.code, ()) if text],
            "by": people.get(by.get(each.code), ""),  # type: ignore[arg-type]
        }
        for each in shown_clocks(release.clocks_of(row), now())
    ]
    return {
        "found": row,
        "state": supply_state(row.state),
        "trial": TRIALS[row.trial],
        "records": records,
        "next": RECORDS[due.code] if due else "",
        "who": AWAITS[due.awaits] if due else "",
        "by": due.due_at if due else None,
        "at_maker": at_maker,
        "may_supply": at_maker and row.state == SupplyState.ACCEPTED and actor.may(ReleasePermission.CERTIFY),
        "may_withdraw": at_maker
        and row.state in (SupplyState.OPEN, SupplyState.REQUESTED, SupplyState.EVALUATED, SupplyState.ACCEPTED)
        and actor.may(ReleasePermission.EVALUATE_SUPPLY),
        "crumbs": [{"href": reverse("supplies"), "label": _("Out-of-specification room")}],
    }


def withdraw(request: HttpRequest, supply_id: UUID) -> HttpResponse:
    """End a case, with the reason."""
    actor = actor_of(request)
    row = release.supply(supply_id)
    form = forms.ReasonForm.of(request, version=row.version)

    def act() -> Outcome:
        release.withdraw_supply(
            actor=actor, supply_id=supply_id, reason=form.cleaned_data["reason"], seen_version=form.seen_version
        )
        return {}

    def present() -> Present:
        return Present(release.supply(supply_id).version, {})

    if perform(request, form, act, present=present) is not None:
        return done(request, reverse("supply", args=[supply_id]), _("Recorded."))
    page = FormPage(
        title=_("Withdraw the case"),
        submit=_("Withdraw the case"),
        back=reverse("supply", args=[supply_id]),
        kicker=row.number,
        lead=_("The batch waits for a decision again."),
    )
    return show_page(request, form, page)
