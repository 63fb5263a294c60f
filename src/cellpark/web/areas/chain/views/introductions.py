"""Introductions and the deals that come of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.chain import public as chains
from cellpark.chain.public import INTRODUCTION_LIFECYCLE, KNOWN, ChainPermission, Introduction, IntroductionState, words
from cellpark.identity.public import KINDS, OrganisationKind
from cellpark.leases.public import names_of
from cellpark.web.areas.chain.forms import NothingForm, WhyForm
from cellpark.web.areas.chain.views.exchange import about, tabs
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.tables import State

ANSWERS: dict[str, Callable[..., Introduction]] = {
    "agree": chains.agree_introduction,
    "decline": chains.decline_introduction,
    "withdraw": chains.withdraw_introduction,
}
GIVERS, ASKERS = frozenset({"agree", "decline"}), frozenset({"withdraw"})
_COLOURS = {
    IntroductionState.ASKED: "waiting",
    IntroductionState.AGREED: "running",
    IntroductionState.CONTRACTED: "running",
    IntroductionState.COMPLETED: "done",
}


def verbs_of(row: Introduction, actor: Actor) -> list[str]:
    """What this reader may do with an introduction now."""
    if not actor.may(ChainPermission.TAKE_PART):
        return []
    giver = actor.organisation_id == row.giver_id
    found = [each.verb for each in INTRODUCTION_LIFECYCLE.allowed(row.state)]
    return [each for each in found if not (each in GIVERS and not giver) and not (each in ASKERS and giver)]


def shown(row: Introduction, actor: Actor, names: dict[UUID, str]) -> dict[str, Any]:
    """An introduction as one side may see it."""
    giver = actor.organisation_id == row.giver_id
    known = chains.knows_other(row, actor.organisation_id)
    other = row.organisation_id if giver else row.giver_id
    kind = str(KINDS[OrganisationKind(row.asker_kind)])
    state = State(_COLOURS.get(IntroductionState(row.state), "planned"), words.INTRODUCTION_STATES[row.state])
    return {
        "row": row,
        "giver": giver,
        "state": state,
        "other": names.get(other, "") if known else _("%(kind)s, unnamed until you agree") % {"kind": kind},
        "reasons": [
            about(each["offered"]) if each["kind"] == "node" else f"\u201c{each['offered']}\u201d"
            for each in row.reasons
        ],
        "href": reverse("exchange_introduction", args=[row.id]),
    }


def _names(rows: list[Introduction], actor: Actor) -> dict[UUID, str]:
    """Names that this reader may know."""
    ids = {each.giver_id for each in rows} | {each.organisation_id for each in rows if each.state in KNOWN}
    return names_of(ids | ({actor.organisation_id} if actor.organisation_id else set()))


def listed(request: HttpRequest) -> HttpResponse:
    """The introductions in which one stands on a side."""
    actor = actor_of(request)
    rows = list(chains.introductions().order_by("-asked_at")[:200])
    names = _names(rows, actor)
    waiting = sum(each.state == IntroductionState.ASKED and each.giver_id == actor.organisation_id for each in rows)
    said = ngettext(
        "%(count)s introduction waits for your answer", "%(count)s introductions wait for your answer", waiting
    )
    context = {
        "tabs": tabs("exchange_introductions"),
        "lines": [shown(each, actor, names) for each in rows],
        "now": said % {"count": waiting},
        "next": _("Answer them") if waiting else "",
        "who": _("You") if waiting else "",
    }
    return render(request, "chain/introductions.html", context)


def one(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """One introduction, as the reader's side may see it."""
    row, actor = chains.introduction(introduction_id), actor_of(request)
    line = shown(row, actor, _names([row], actor))
    verbs = verbs_of(row, actor)
    title, _newline, text = row.wanted.partition("\n")
    context = {
        **line,
        "crumbs": ({"href": reverse("exchange_introductions"), "label": _("Introductions")},),
        "wanted": {"title": title, "text": text} if row.wanted else None,
        "acts": [
            {
                "href": reverse("exchange_act", args=[row.id, each]),
                "label": words.INTRODUCTION_ACTS[each],
                "look": "primary" if each in ("agree", "contract", "complete") else "plain",
            }
            for each in verbs
        ],
        "now": words.INTRODUCTION_STATES[row.state],
        "next": words.INTRODUCTION_ACTS[verbs[0]] if verbs else "",
        "who": _("You") if verbs else "",
    }
    return render(request, "chain/introduction.html", context)


def ask(request: HttpRequest, want_id: UUID, offer_id: UUID) -> HttpResponse:
    """Ask to be introduced."""
    want = chains.want(want_id)
    offer = chains.open_offer(offer_id)
    form = NothingForm.of(request)
    page = FormPage(
        title=_("Ask for an introduction"),
        submit=_("Ask for an introduction"),
        back=reverse("exchange_want", args=[want.id]),
        kicker=offer.title,
        lead=_(
            "They learn what kind of organisation asks and why it fits; who you are and what you want when they agree."
        ),
    )

    def act() -> Outcome:
        made = chains.ask_introduction(actor=actor_of(request), want_id=want.id, offer_id=offer.id)
        return {"to": reverse("exchange_introduction", args=[made.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The question is on its way."))
    return show_page(request, form, page)


def act(request: HttpRequest, introduction_id: UUID, verb: str) -> HttpResponse:
    """One step of an introduction or of its deal."""
    if verb not in words.INTRODUCTION_ACTS:
        raise Http404
    row = chains.introduction(introduction_id)
    answer = ANSWERS.get(verb)
    form = NothingForm.of(request) if answer else WhyForm.of(request)
    page = FormPage(
        title=words.INTRODUCTION_ACTS[verb],
        submit=words.INTRODUCTION_ACTS[verb],
        back=reverse("exchange_introduction", args=[row.id]),
        kicker=row.offered,
        lead=_("From then on both sides know each other, and what is wanted.") if verb == "agree" else "",
    )

    def run() -> Outcome:
        if answer is not None:
            answer(actor=actor_of(request), introduction_id=row.id)
        else:
            chains.follow_deal(
                actor=actor_of(request), introduction_id=row.id, verb=verb, reason=form.cleaned_data["reason"]
            )
        return {}

    if perform(request, form, run) is not None:
        return done(request, page.back, _("It is noted."))
    return show_page(request, form, page)
