"""What is offered, what one looks for, and what fits."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.fields import in_reader_language
from cellpark.base.idempotency import Outcome
from cellpark.chain import public as chains
from cellpark.chain.public import (
    ChainPermission,
    Introduction,
    ListingWords,
    Match,
    Offer,
    OfferKind,
    OfferState,
    Want,
    WantState,
    as_text,
    matches,
    taxonomy,
    words,
)
from cellpark.web.areas.chain.forms import ListingForm, NothingForm, SearchForm
from cellpark.web.areas.chain.shown import node_name
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

FITTING = 8


def tabs(here: str) -> list[dict[str, object]]:
    """The parts of the exchange."""
    names = (
        ("exchange", _("Offers")),
        ("exchange_wants", _("My wants")),
        ("exchange_introductions", _("Introductions")),
        ("chain_search", _("Who does this")),
    )
    return [{"href": reverse(name), "label": label, "here": name == here, "count": None} for name, label in names]


def about(code: str) -> str:
    """A node in words; nothing where none is named."""
    return f"{code} {node_name(taxonomy().nodes[code])}" if code in taxonomy().nodes else ""


def _state(row: Offer | Want) -> State:
    said = words.OFFER_STATES if isinstance(row, Offer) else words.WANT_STATES
    colour = {"open": "running", "met": "done"}.get(row.state, "planned")
    return State(colour, said[row.state])


_COMMON: tuple[Column[Any], ...] = (
    Column(
        key="kind", label=gettext_lazy("What it is"), value=lambda row: str(words.OFFER_KINDS[row.kind]), sort="kind"
    ),
    Column(
        key="node",
        label=gettext_lazy("Node of the chain"),
        value=lambda row: about(row.node),
        sort="node",
        search=("node",),
    ),
)
OFFER_COLUMNS: tuple[Column[Any], ...] = (
    Column(
        key="title",
        label=gettext_lazy("What is offered"),
        value="title",
        sort="title",
        search=("title",),
        link=lambda row: reverse("exchange_offer", args=[row.id]),
    ),
    *_COMMON,
    Column(
        key="by", label=gettext_lazy("Offered by"), value=lambda row: row.organisation.name, sort="by", search=("by",)
    ),
    Column(key="day", label=gettext_lazy("Since"), kind=Kind.DAY, value="day", sort="day"),
    Column(key="until", label=gettext_lazy("Until"), kind=Kind.DAY, value="until", sort="until"),
)
WANT_COLUMNS: tuple[Column[Any], ...] = (
    Column(
        key="title",
        label=gettext_lazy("Want"),
        value="title",
        sort="title",
        search=("title",),
        link=lambda row: reverse("exchange_want", args=[row.id]),
    ),
    *_COMMON,
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=_state, sort="state"),
    Column(key="day", label=gettext_lazy("Since"), kind=Kind.DAY, value="day", sort="day"),
)


def _kinds() -> Choice:
    return Choice(
        key="kind",
        label=_("What it is"),
        lookup="kind",
        options=tuple((each.value, words.OFFER_KINDS[each]) for each in OfferKind),
    )


def offers(request: HttpRequest) -> HttpResponseBase:
    """What is offered to everybody, and one's own."""
    rows = chains.open_offers()
    actor = actor_of(request)
    own = sum(each.organisation_id == actor.organisation_id for each in rows)
    table = Table(
        rows,
        OFFER_COLUMNS,
        request,
        caption=_("Offers"),
        order="-day",
        choices=(_kinds(),),
        empty=_("Nothing is offered yet. Offer what others could use, such as technology, samples or equipment."),
    )
    said = ngettext("%(count)s offer is open", "%(count)s offers are open", len(rows)) % {"count": len(rows)}
    context = {
        "tabs": tabs("exchange"),
        "now": said,
        "own": own,
        "may": actor.may(ChainPermission.TAKE_PART),
    }
    return table_response(request, "chain/offers.html", table, context)


def wants(request: HttpRequest) -> HttpResponseBase:
    """What one looks for oneself."""
    rows = chains.wants()
    waiting = rows.filter(state=WantState.OPEN).count()
    table = Table(
        rows.order_by(),
        WANT_COLUMNS,
        request,
        caption=_("My wants"),
        order="-day",
        choices=(_kinds(),),
        empty=_(
            "You look for nothing. Say what you need; nobody else sees it, and offers that fit are shown with reasons."
        ),
    )
    said = ngettext("%(count)s want is open", "%(count)s wants are open", waiting) % {"count": waiting}
    context = {"tabs": tabs("exchange_wants"), "now": said, "may": actor_of(request).may(ChainPermission.TAKE_PART)}
    return table_response(request, "chain/wants.html", table, context)


def place_offer(request: HttpRequest) -> HttpResponse:
    """Something is offered."""
    return _place(
        request,
        FormPage(
            title=_("Offer something"),
            submit=_("Offer it to everybody"),
            back=reverse("exchange"),
            lead=_("Everybody who takes part sees it with your name, until you withdraw it."),
        ),
        chains.place_offer,
        "exchange_offer",
    )


def place_want(request: HttpRequest) -> HttpResponse:
    """Something is looked for."""
    return _place(
        request,
        FormPage(
            title=_("Say what you look for"),
            submit=_("Look for it"),
            back=reverse("exchange_wants"),
            lead=_(
                "Nobody else sees it until you are introduced; the park learns only that there is demand on the node."
            ),
        ),
        chains.place_want,
        "exchange_want",
    )


def _place(request: HttpRequest, page: FormPage, place: Any, then: str) -> HttpResponse:
    form = ListingForm.of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        made = place(actor=actor_of(request), words=ListingWords(**(sent | {"kind": OfferKind(sent["kind"])})))
        return {"to": reverse(then, args=[made.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("It stands."))
    return show_page(request, form, page)


def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """One offer, of everybody or of oneself."""
    actor = actor_of(request)
    try:
        row = chains.open_offer(offer_id)
    except Offer.DoesNotExist:
        row = chains.own_offer(offer_id)
    own = row.organisation_id == actor.organisation_id
    context = {
        "crumbs": ({"href": reverse("exchange"), "label": _("Exchange")},),
        "row": row,
        "own": own,
        "by": row.organisation.name,
        "kind": words.OFFER_KINDS[row.kind],
        "about": about(row.node),
        "state": _state(row),
        "may": actor.may(ChainPermission.TAKE_PART),
        "open": row.state == OfferState.OPEN,
        "wants": [] if own else list(chains.wants().filter(state=WantState.OPEN).order_by("title")[:20]),
    }
    return render(request, "chain/offer.html", context)


def want(request: HttpRequest, want_id: UUID) -> HttpResponse:
    """One want with the offers that fit, and why."""
    row = chains.want(want_id)
    by_id: dict[UUID | str, Offer] = {
        each.id: each for each in chains.open_offers() if each.organisation_id != row.organisation_id
    }
    found = matches(as_text(row), [as_text(each) for each in by_id.values()], limit=FITTING)
    asked: dict[UUID | str, Introduction] = {
        each.offer_id: each for each in chains.introductions().filter(want_id=row.id).order_by("asked_at")
    }
    best = max((each.score for each in found), default=1.0)
    context = {
        "crumbs": ({"href": reverse("exchange_wants"), "label": _("My wants")},),
        "row": row,
        "kind": words.OFFER_KINDS[row.kind],
        "about": about(row.node),
        "state": _state(row),
        "open": row.state == WantState.OPEN,
        "may": actor_of(request).may(ChainPermission.TAKE_PART),
        "matches": [
            {
                "offer": by_id[each.id],
                "kind": words.OFFER_KINDS[by_id[each.id].kind],
                "about": about(by_id[each.id].node),
                "reasons": _reasons(each),
                "same": each.same_kind,
                "score": round(100 * each.score / best),
                "asked": asked.get(each.id),
                "asked_state": words.INTRODUCTION_STATES[asked[each.id].state] if each.id in asked else "",
            }
            for each in found
        ],
        "now": _("%(count)s offers fit") % {"count": len(found)},
    }
    return render(request, "chain/want.html", context)


def _reasons(match: Match) -> list[str]:
    """In words: the nodes that both are about, and the words that both say."""
    return [about(each.offered) if each.kind == "node" else f"\u201c{each.offered}\u201d" for each in match.reasons]


def withdraw_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """It is no longer offered."""
    row = chains.own_offer(offer_id)
    page = FormPage(
        title=_("Withdraw the offer"),
        submit=_("Withdraw the offer"),
        back=reverse("exchange_offer", args=[row.id]),
        kicker=row.title,
        lead=_("Deals under way go on."),
    )
    return _end(request, page, lambda: chains.withdraw_offer(actor=actor_of(request), offer_id=row.id))


def withdraw_want(request: HttpRequest, want_id: UUID) -> HttpResponse:
    """It is no longer looked for."""
    row = chains.want(want_id)
    page = FormPage(
        title=_("Withdraw the want"),
        submit=_("Withdraw the want"),
        back=reverse("exchange_want", args=[row.id]),
        kicker=row.title,
        lead=_("It counts as demand no longer."),
    )
    return _end(request, page, lambda: chains.withdraw_want(actor=actor_of(request), want_id=row.id))


def _end(request: HttpRequest, page: FormPage, end: Any) -> HttpResponse:
    form = NothingForm.of(request)

    def act() -> Outcome:
        end()
        return {}

    if perform(request, form, act) is not None:
        return done(request, page.back, _("It is withdrawn."))
    return show_page(request, form, page)


def search(request: HttpRequest) -> HttpResponse:
    """Who does something in a park; where nobody does, that is demand."""
    form = SearchForm.of(request, initial={key: request.GET[key] for key in ("node", "area") if key in request.GET})
    asked = {key: request.GET.get(key, "") for key in ("node", "area")}
    if any(asked.values()) and asked["node"] not in taxonomy().nodes:
        raise Http404

    def act() -> Outcome:
        sent = form.cleaned_data
        chains.miss_search(actor=actor_of(request), node=sent["node"], area=sent["area"])
        return {"to": f"{reverse('chain_search')}?node={sent['node']}&area={sent['area']}"}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("This is what we found."))
    found = chains.seats_found(asked["node"], asked["area"]) if asked["node"] else []
    context = {
        "tabs": tabs("chain_search"),
        "asked": about(asked["node"]),
        "found": [
            {"row": each, "name": in_reader_language(each.name_zh, each.name_en), "about": about(each.node)}
            for each in found
        ],
    }
    return show_page(request, form, SEARCH, template="chain/search.html", **context)


SEARCH = FormPage(title=gettext_lazy("Who does this in the park"), submit=gettext_lazy("Search"), back="/exchange")
