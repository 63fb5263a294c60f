"""The exchange between industry, university, research and hospital: what the pages do, for programs."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.base.actor import Actor
from cellpark.chain import public as chains
from cellpark.chain.public import (
    ChainPermission,
    Introduction,
    IntroductionState,
    ListingWords,
    OfferKind,
    as_text,
    knows_other,
    matches,
)
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.chain import (
    ChainStepIn,
    FoundOut,
    IntroductionOut,
    ListingIn,
    MatchOut,
    OfferOut,
    ReasonOut,
    SearchIn,
    WantOut,
)
from cellpark.web.api.schemas.lists import After, Limit

TAG = "exchange"
READ, PART = requires(ChainPermission.EXCHANGE), requires(ChainPermission.TAKE_PART)
OFFER, WANT, MET = "exchange/offers", "exchange/wants", "exchange/introductions"


@operation("GET", OFFER, access=READ, answers={200: list[OfferOut]}, tag=TAG, summary=_("List what is offered"))
def list_offers(request: HttpRequest, kind: OfferKind | None = None) -> list[OfferOut]:  # noqa: ARG001 -- ninja's signature
    """The open offers of everybody who takes part, the newest first."""
    return [OfferOut.of(row) for row in chains.open_offers(kind=kind.value if kind else "")]


@operation("POST", OFFER, access=PART, answers={200: OfferOut}, tag=TAG, summary=_("Offer something"))
def offer_something(request: HttpRequest, response: HttpResponse, body: ListingIn) -> OfferOut:
    """Everybody who takes part sees it."""
    words = ListingWords(**body.model_dump())
    return _offer(request, response, lambda: _identity(chains.place_offer(actor=actor_of(request), words=words).id))


@operation(
    "POST",
    f"{OFFER}/{{offer_id}}/withdraw",
    access=PART,
    answers={200: OfferOut},
    tag=TAG,
    summary=_("Withdraw an offer"),
)
def withdraw_an_offer(request: HttpRequest, response: HttpResponse, offer_id: UUID) -> OfferOut:
    """It is no longer offered."""
    chains.own_offer(offer_id)
    return _offer(
        request, response, lambda: _identity(chains.withdraw_offer(actor=actor_of(request), offer_id=offer_id).id)
    )


@operation("GET", WANT, access=READ, answers={200: list[WantOut]}, tag=TAG, summary=_("List one’s own wants"))
def list_wants(request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50) -> list[WantOut]:
    """What one looks for oneself; nobody else's are there."""
    return [WantOut.of(row) for row in page(request, response, chains.wants(), after=after, limit=limit)]


@operation("POST", WANT, access=PART, answers={200: WantOut}, tag=TAG, summary=_("Say what one looks for"))
def look_for_something(request: HttpRequest, response: HttpResponse, body: ListingIn) -> WantOut:
    """Nobody else sees it until an introduction is agreed."""
    words = ListingWords(**body.model_dump())
    return _want(request, response, lambda: _identity(chains.place_want(actor=actor_of(request), words=words).id))


@operation(
    "POST", f"{WANT}/{{want_id}}/withdraw", access=PART, answers={200: WantOut}, tag=TAG, summary=_("Withdraw a want")
)
def withdraw_a_want(request: HttpRequest, response: HttpResponse, want_id: UUID) -> WantOut:
    """It is no longer looked for."""
    chains.want(want_id)
    return _want(
        request, response, lambda: _identity(chains.withdraw_want(actor=actor_of(request), want_id=want_id).id)
    )


@operation(
    "GET",
    f"{WANT}/{{want_id}}/matches",
    access=READ,
    answers={200: list[MatchOut]},
    tag=TAG,
    summary=_("List offers that fit"),
)
def list_matches(request: HttpRequest, want_id: UUID) -> list[MatchOut]:  # noqa: ARG001 -- ninja's signature
    """Offers of others that fit one's want, the best first, with reasons."""
    want = chains.want(want_id)
    others = [as_text(each) for each in chains.open_offers() if each.organisation_id != want.organisation_id]
    return [
        MatchOut(
            offer=UUID(str(each.id)),
            score=each.score,
            same_kind=each.same_kind,
            reasons=[ReasonOut(kind=why.kind, offered=why.offered) for why in each.reasons],
        )
        for each in matches(as_text(want), others)
    ]


@operation(
    "POST",
    f"{WANT}/{{want_id}}/ask/{{offer_id}}",
    access=PART,
    answers={200: IntroductionOut},
    tag=TAG,
    summary=_("Ask for an introduction"),
)
def ask_for_an_introduction(
    request: HttpRequest, response: HttpResponse, want_id: UUID, offer_id: UUID
) -> IntroductionOut:
    """The giver learns the kind of organisation and why it fits, no more."""
    chains.want(want_id)
    chains.open_offer(offer_id)

    def act() -> UUID:
        made = chains.ask_introduction(actor=actor_of(request), want_id=want_id, offer_id=offer_id)
        return _identity(made.id)

    return _introduction(request, response, act)


@operation("GET", MET, access=READ, answers={200: list[IntroductionOut]}, tag=TAG, summary=_("List introductions"))
def list_introductions(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[IntroductionOut]:
    """The introductions in which one stands on a side."""
    rows = page(request, response, chains.introductions(), after=after, limit=limit)
    return [_shown(row, actor_of(request)) for row in rows]


@operation(
    "POST",
    f"{MET}/{{introduction_id}}/{{verb}}",
    access=PART,
    answers={200: IntroductionOut},
    tag=TAG,
    summary=_("Answer an introduction or follow its deal"),
)
def follow_an_introduction(
    request: HttpRequest, response: HttpResponse, introduction_id: UUID, verb: str, body: ChainStepIn
) -> IntroductionOut:
    """``agree``, ``decline``, ``withdraw``; ``contract``, ``complete`` and ``break_off`` with a reason."""
    chains.introduction(introduction_id)
    answers: dict[str, Callable[..., Introduction]] = {
        "agree": chains.agree_introduction,
        "decline": chains.decline_introduction,
        "withdraw": chains.withdraw_introduction,
    }

    def act() -> UUID:
        actor = actor_of(request)
        if verb in answers:
            return _identity(answers[verb](actor=actor, introduction_id=introduction_id).id)
        followed = chains.follow_deal(actor=actor, introduction_id=introduction_id, verb=verb, reason=body.reason)
        return _identity(followed.id)

    return _introduction(request, response, act)


@operation(
    "POST", "chain-search", access=READ, answers={200: list[FoundOut]}, tag=TAG, summary=_("Ask who does something")
)
def ask_who_does(request: HttpRequest, body: SearchIn) -> list[FoundOut]:
    """Who does something in a park; a search that finds nobody counts as demand, once a day."""
    chains.miss_search(actor=actor_of(request), node=body.node, area=body.area)
    return [FoundOut.of(each) for each in chains.seats_found(body.node, body.area)]


def _identity(value: UUID) -> UUID:
    """Rows of scoped tables are of any kind to the type checker; their ids are not."""
    return value


def _offer(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> OfferOut:
    done = perform(request, act)
    repeated(response, done)
    row = chains.own_offer(done.id)
    tag(response, row.version)
    return OfferOut.of(row)


def _want(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> WantOut:
    done = perform(request, act)
    repeated(response, done)
    row = chains.want(done.id)
    tag(response, row.version)
    return WantOut.of(row)


def _introduction(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> IntroductionOut:
    done = perform(request, act)
    repeated(response, done)
    row = chains.introduction(done.id)
    tag(response, row.version)
    return _shown(row, actor_of(request))


def _shown(row: Introduction, actor: Actor) -> IntroductionOut:
    """As one side may see it."""
    giver = actor.organisation_id == row.giver_id
    known = knows_other(row, actor.organisation_id)
    return IntroductionOut(
        id=row.id,
        offer=row.offer_id,
        offered=row.offered,
        asker_kind=row.asker_kind,
        other=(row.organisation_id if giver else row.giver_id) if known else None,
        wanted=row.wanted,
        state=IntroductionState(row.state),
        reasons=[ReasonOut(kind=each["kind"], offered=each["offered"]) for each in row.reasons],
    )
