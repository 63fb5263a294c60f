"""What companies look for: all needs, and the acts on one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from cellpark.access.public import actor_of
from cellpark.companies import public as companies
from cellpark.companies.public import Need, NeedKind, NeedState, Wish, words
from cellpark.web.areas.companies.forms import MetForm, NeedForm, NeedPlaceForm
from cellpark.web.areas.companies.nodes import node_words
from cellpark.web.areas.companies.standing import NEED_COLOURS
from cellpark.web.areas.companies.views.common import act_page, crumbs, form_page
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

COLUMNS: tuple[Column[Need], ...] = (
    Column(
        key="text",
        label=gettext_lazy("What is needed"),
        value="text",
        search=("text", "company__name_zh", "company__name_en"),
        link=lambda row: reverse("company", args=[row.company_id]),
    ),
    Column(
        key="kind", label=pgettext_lazy("need", "Kind"), value=lambda row: str(words.NEED_KINDS[row.kind]), sort="kind"
    ),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: State(NEED_COLOURS[row.state], words.NEED_STATES[row.state]),
        sort="state",
    ),
    Column(key="company", label=gettext_lazy("Company"), value=lambda row: row.company.name),
    Column(key="node", label=gettext_lazy("Node of the chain"), value=lambda row: node_words(row.node), sort="node"),
    Column(key="since", label=gettext_lazy("Since"), kind=Kind.DAY, value="since", sort="since"),
    Column(key="until", label=gettext_lazy("Needed until"), kind=Kind.DAY, value="until", sort="until"),
    Column(key="met_by", label=gettext_lazy("Met by"), value="met_by"),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every need in sight."""
    rows = companies.needs()
    waiting = companies.needs(NeedState.OPEN).count()
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Needs of companies"),
        order="since",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(words.NEED_STATES[each])) for each in NeedState),
            ),
            Choice(
                key="kind",
                label=_("Kind"),
                lookup="kind",
                options=tuple((each.value, str(words.NEED_KINDS[each])) for each in NeedKind),
            ),
        ),
        empty=_("No need was stated. State one on the page of a company: a room, a service, a supplier or people."),
    )
    now = ngettext("%(count)s need is open", "%(count)s needs are open", waiting) % {"count": waiting}
    context = {
        "now": now,
        "next": _("Meet the oldest, or say that nobody can") if waiting else "",
        "who": _("Whoever looks after the company") if waiting else "",
        "crumbs": crumbs(),
    }
    return table_response(request, "companies/needs.html", table, context)


def state(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """What a company looks for."""
    form = NeedForm.of(request)
    page = form_page(company_id, title=_("State a need"), submit=_("State the need"), lead=need_lead())
    return act_page(
        request,
        form,
        page,
        lambda: companies.state_need(actor=actor_of(request), company_id=company_id, wish=wish_of(form)),
        toast=_("The need is stated."),
    )


def need_lead() -> str:
    """What follows from a need."""
    return _("An open need can be met, expires on its day, or is given up; unmet needs show the gaps of the chain.")


def wish_of(form: NeedForm) -> Wish:
    """What was typed."""
    sent = form.cleaned_data
    kind = NeedKind(sent["kind"])
    wanted = form.wanted() if kind is NeedKind.ROOM else {}
    node = sent["node"].strip().upper()
    return Wish(kind=kind, text=sent["text"], node=node, wanted=wanted, until=sent["until"])


def met(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Somebody met it."""
    found: Need = Need.objects.get(id=need_id)
    form = MetForm.of(request)
    page = form_page(found.company_id, title=_("The need is met"), submit=_("Record"), lead=found.text)
    return act_page(
        request,
        form,
        page,
        lambda: companies.meet_need(actor=actor_of(request), need_id=need_id, met_by=form.cleaned_data["met_by"]),
        toast=_("The need is met."),
    )


def place(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """At which node of the chain it stands, said afterwards."""
    found: Need = Need.objects.get(id=need_id)
    form = NeedPlaceForm.of(request, initial={"node": found.node})
    lead = _("Where it counts as demand until it is met. Without a node it counts where its words lead.")
    page = form_page(found.company_id, title=_("Node of the chain"), submit=_("Record"), lead=lead)
    return act_page(
        request,
        form,
        page,
        lambda: companies.place_need(
            actor=actor_of(request), need_id=need_id, node=form.cleaned_data["node"].strip().upper()
        ),
        toast=_("The need stands on the chain."),
    )


def give_up(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Nobody met it."""
    found: Need = Need.objects.get(id=need_id)
    form = ReasonForm.of(request)
    page = form_page(found.company_id, title=_("The need stays unmet"), submit=_("Record"), lead=found.text)
    return act_page(
        request,
        form,
        page,
        lambda: companies.give_up_need(actor=actor_of(request), need_id=need_id, reason=form.cleaned_data["reason"]),
        toast=_("It counts as unmet demand."),
    )
