"""Companies as a table, a board and a funnel, and the page of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.chain import public as chain
from cellpark.companies import public as companies
from cellpark.companies.public import (
    COMPANY_LIFECYCLE,
    GRANTED,
    BoardColumn,
    Company,
    CompanyPermission,
    CompanyState,
    Details,
    ReviewState,
    Stage,
    kind_words,
    today,
    value_words,
    vocabulary_of,
    words,
)
from cellpark.kernel.months import add_months
from cellpark.leases.public import leases_of
from cellpark.leases.public import words as lease_words
from cellpark.web.areas.companies.nodes import node_words
from cellpark.web.areas.companies.places import particulars, place_address
from cellpark.web.areas.companies.standing import (
    COLOURS,
    NEED_COLOURS,
    by,
    company_state,
    names,
    offers,
    overdue,
    stations,
    truth,
)
from cellpark.web.areas.companies.views.common import crumbs
from cellpark.web.pages import formats
from cellpark.web.pages.charts import Chart, Series
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

ASLEEP_SHOWN = 5
FUNNEL_MONTHS = 24
GAP = "chain:"
_NOBODY = UUID(int=0)
"""How the source of a lead begins that was made for a gap of the chain."""
COLUMNS: tuple[Column[Company], ...] = (
    Column(
        key="name",
        label=gettext_lazy("Company"),
        value="name",
        sort="name_zh",
        search=("name_zh", "name_en", "code"),
        link=lambda row: reverse("company", args=[row.id]),
    ),
    Column(key="code", label=gettext_lazy("Credit code"), kind=Kind.CODE, value="code"),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=company_state, sort="state"),
    Column(key="node", label=gettext_lazy("Node of the chain"), value=lambda row: node_words(row.node), sort="node"),
    Column(key="next", label=gettext_lazy("Next step"), value=lambda row: str(words.step(row.next_step))),
    Column(key="next_step_on", label=gettext_lazy("By when"), kind=Kind.DAY, value="next_step_on", sort="next_step_on"),
    Column(
        key="since", label=gettext_lazy("In this state since"), kind=Kind.DAY, value="state_since", sort="state_since"
    ),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every company in sight."""
    table = Table(
        companies.companies().order_by(),
        COLUMNS,
        request,
        caption=_("All companies"),
        order="next_step_on",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple(
                    (each.value, str(words.STATES[each])) for each in CompanyState if each != CompanyState.MERGED
                ),
            ),
            Choice(
                key="stage",
                label=_("Stage"),
                lookup="stage",
                options=tuple((each.value, str(words.STAGES[each])) for each in Stage),
            ),
        ),
        empty=_("No company yet. Enter a lead, or give the address of the application form away."),
    )
    return table_response(request, "companies/list.html", table, _top(request))


def board(request: HttpRequest) -> HttpResponse:
    """The companies on their way, column by column; the most urgent first."""
    on = today()
    columns = companies.board()
    people = names(card.owner_person for column in columns for card in column.cards)
    shown = [_column(each, on, people) for each in columns]
    return render(request, "companies/board.html", {"columns": shown, **_top(request)})


def funnel(request: HttpRequest) -> HttpResponse:
    """How far those came who became known in the last two years."""
    since = add_months(today(), -FUNNEL_MONTHS)
    counted = companies.funnel(since, today())
    labels = [str(words.STATES[each]) for each in companies.PATH]
    numbers = [counted[each].came for each in companies.PATH]
    chart = Chart(
        identity="funnel",
        title=_("How far companies came"),
        axis=_("State"),
        categories=labels,
        series=[Series(_("Companies"), numbers)],
        form="bar",
    )
    first = numbers[0] or 1
    lines = [
        {
            "label": label,
            "count": count,
            "share": round(count * 100 / first),
            "state": State(COLOURS[state], label),
            "now": counted[state].now,
            "days": counted[state].days,
            "href": f"{reverse('companies')}?state={state.value}",
        }
        for state, label, count in zip(companies.PATH, labels, numbers, strict=True)
    ]
    ended = [
        (words.STATES[each], counted[each].came)
        for each in (CompanyState.DECLINED, CompanyState.LEFT, CompanyState.GRADUATED)
    ]
    context = {"chart": chart, "lines": lines, "ended": ended, "since": since, "crumbs": crumbs(), **_top(request)}
    return render(request, "companies/funnel.html", context)


def one(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """What is true of a company now, what comes next, who acts, by when; and all that is known of it."""
    row = companies.company(company_id)
    actor, on = actor_of(request), today()
    milestones = list(companies.milestones_of(row.id))
    reviews = companies.reviews_of(row.id)
    people = names(each.reviewer for each in reviews)
    vocabulary = vocabulary_of(row.organisation_id)
    rules = companies.recognitions_of(row.organisation_id, on)
    totals = [each.total for each in reviews if each.total is not None]
    context = {
        "row": row,
        "node": node_words(row.node),
        "state": company_state(row),
        "truth": truth(row, on),
        "offers": offers(row, actor) if row.merged_into_id is None else [],
        "may_keep": actor.may(CompanyPermission.KEEP) and row.merged_into_id is None,
        "may_decide": actor.may(CompanyPermission.DECIDE),
        "stations": stations(row, companies.passages_of(row.id)),
        "needs": [_need(each) for each in companies.needs_of(row.id)],
        "milestones": [
            {"row": each, "label": kind_words(each.kind, vocabulary, rules), "value": value_words(each)}
            for each in milestones
            if not each.kind.startswith(GRANTED)
        ],
        "granted": [
            {"row": each, "label": kind_words(each.kind, vocabulary, rules)}
            for each in milestones
            if each.kind.startswith(GRANTED) and not each.voided
        ],
        "reviews": [
            {
                "row": each,
                "who": people.get(each.reviewer, ""),
                "state": words.REVIEW_STATES[each.state],
                "own": each.reviewer == actor.person_id and each.state == ReviewState.NAMED,
            }
            for each in reviews
        ],
        "difference": max(totals) - min(totals) if len(totals) > 1 else None,
        "offered": [{"row": each, "state": words.OFFER_STATES[each.state]} for each in companies.offers_of(row.id)],
        "leases": _leases(row),
        "contacts": companies.contacts_of(row.id) if actor.may(CompanyPermission.KEEP) else [],
        "applications": companies.applications_of(row.id),
        "source": _source(row),
        "sought": _sought(row, actor),
        "likely": _likely(row),
        "earlier": companies.merged_into(row.id),
        "stream": companies.stream_of(row.id),
        "desk": companies.desk_of(row.id),
        "passport": row.tenant_id is not None and actor.may(CompanyPermission.DECIDE),
        "crumbs": crumbs(),
    }
    return render(request, "companies/company.html", context)


def _likely(row: Company) -> Sequence[companies.Found]:
    """The records that may be this company, while one of the two could still be merged."""
    if all(each.verb != "merge" for each in COMPANY_LIFECYCLE.allowed(row.state)):
        return ()
    said = Details(name_zh=row.name_zh, name_en=row.name_en, code=row.code)
    return companies.duplicates(said, house=row.organisation_id, but=row.id)


def _source(row: Company) -> str:
    """How a company came to the park; what programs write there is told in words."""
    if row.source == "form":
        return _("Application form")
    return _("A gap of the industry chain") if row.source.startswith(GAP) else row.source


def _sought(row: Company, actor: Actor) -> list[Mapping[str, object]]:
    """The gaps of the chain for which it is recruited, each with the demand that called for it."""
    if not actor.may(chain.ChainPermission.SEE):
        return []
    return [
        {"name": node_words(each.node), "href": reverse("chain_recruitment", args=[each.id])}
        for each in chain.recruitments().filter(company=row.id).order_by("opened_at", "id")
    ]


def _need(each: companies.Need) -> Mapping[str, object]:
    return {
        "row": each,
        "kind": words.NEED_KINDS[each.kind],
        "state": State(NEED_COLOURS[each.state], words.NEED_STATES[each.state]),
        "particulars": particulars(each),
        "find": place_address(each),
    }


def _leases(row: Company) -> list[Mapping[str, object]]:
    found = [] if row.tenant_id is None else leases_of(row.tenant_id)
    return [{"row": each, "state": lease_words.LEASE_STATES[each.state]} for each in found]


def _column(column: BoardColumn, on: date, people: Mapping[UUID, str]) -> Mapping[str, object]:
    name = words.STAGES[column.stage] if column.stage else words.STATES[column.state]
    query = f"stage={column.stage.value}" if column.stage else f"state={column.state.value}"
    address = reverse("company", args=[_NOBODY])
    return {
        "label": name,
        "colour": COLOURS[column.state],
        "count": column.count,
        "more": column.count - len(column.cards),
        "href": f"{reverse('companies')}?{query}",
        "cards": [
            {
                "row": each,
                "step": words.step(each.next_step),
                "who": people.get(each.owner_person, "") if each.owner_person else "",
                "late": overdue(each, on),
                "due": formats.day(each.next_step_on) if each.next_step_on else "",
                "href": address.replace(str(_NOBODY), str(each.id)),
                "here": _days_here((on - (each.stage_since or each.state_since)).days),
            }
            for each in column.cards
        ],
    }


def _days_here(days: int) -> str:
    return ngettext("%(days)s day here", "%(days)s days here", days) % {"days": days}


def _top(request: HttpRequest) -> Mapping[str, object]:
    on = today()
    sleeping = companies.asleep(on)
    count = sleeping.count()
    first = list(sleeping[:ASLEEP_SHOWN]) if count else []
    if count:
        now = ngettext(
            "%(count)s company waits for a step that is overdue or has no one",
            "%(count)s companies wait for a step that is overdue or has no one",
            count,
        ) % {"count": count}
    else:
        now = _("Every company has somebody who looks after it and a next step to come")
    people = names([each.owner_person for each in first])
    who = people.get(first[0].owner_person, "") if first and first[0].owner_person else ""
    return {
        "now": now,
        "next": f"{first[0].name}: {words.step(first[0].next_step)}" if first else "",
        "who": who or (_("park manager") if first else ""),
        "by": by(first[0]) if first else None,
        "sleeping": first,
        "may_keep": actor_of(request).may(CompanyPermission.KEEP),
    }
