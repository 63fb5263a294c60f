"""The industry chain: what the pages do, for programs."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query

from cellpark.access.public import actor_of, requires
from cellpark.chain import public as chains
from cellpark.chain.public import ChainPermission, Lead, SeatWords, park_area, taxonomy
from cellpark.space.public import park_page
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.chain import (
    BadRowOut,
    BoughtOut,
    ChainImportOut,
    FigureOut,
    GapOut,
    LeadIn,
    LossOut,
    NodeOut,
    PairOut,
    RecordsIn,
    RecruitmentOut,
    ScenarioOut,
    SeatEndIn,
    SeatIn,
    SeatOut,
    TouchedOut,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn
from cellpark.web.api.values import Search

TAG = "chain"
SEE, KEEP, RECRUIT = (requires(each) for each in (ChainPermission.SEE, ChainPermission.KEEP, ChainPermission.RECRUIT))
PARK = "chain/{key}"
Seats = Annotated[list[UUID] | None, Query(description="Seats of others that leave with them", max_length=20)]


def _chain(key: str, *, rooms: bool = False) -> chains.Chain:
    """The chain of a park of the directory; one that is not there is 404."""
    return chains.chain_of(park_page(key).park.key, rooms=rooms)


@operation(
    "GET", f"{PARK}/nodes", access=SEE, answers={200: list[NodeOut]}, tag=TAG, summary=_("List the nodes of a chain")
)
def list_chain_nodes(request: HttpRequest, key: Search) -> list[NodeOut]:  # noqa: ARG001 -- ninja's signature
    """Every node of a park's chain with its figures, verdicts and the records behind them."""
    here = _chain(key)
    return [NodeOut.of(node, here) for node in taxonomy().nodes.values()]


@operation(
    "GET", f"{PARK}/gaps", access=SEE, answers={200: list[GapOut]}, tag=TAG, summary=_("List the gaps of a chain")
)
def list_chain_gaps(request: HttpRequest, key: Search) -> list[GapOut]:  # noqa: ARG001 -- ninja's signature
    """The links that call for something, the most urgent first."""
    return [GapOut.of(each) for each in _chain(key, rooms=True).gaps]


@operation(
    "GET",
    f"{PARK}/what-if/{{seat_id}}",
    access=SEE,
    answers={200: ScenarioOut},
    tag=TAG,
    summary=_("Ask what happens if somebody leaves"),
)
def ask_what_if(request: HttpRequest, key: Search, seat_id: UUID, and_seats: Seats = None) -> ScenarioOut:  # noqa: ARG001 -- ninja's signature
    """The park without whoever holds this seat, and those of ``and_seats`` with them: what is lost, who is touched."""
    chosen = {seat_id, *(and_seats or ())}
    for each in chosen:
        chains.seat(each)
    here = _chain(key)
    found = here.without(frozenset(each.who for each in here.book.seats if each.id in chosen))
    return ScenarioOut(
        gone=list(dict.fromkeys(each.name for each in found.gone)),
        losses=[LossOut(node=each.node, left=[one.name for one in each.left], near=each.near) for each in found.losses],
        touched=[
            TouchedOut(
                name=each.seat.name, node=each.seat.node, edge=f"{each.by.source} {each.by.kind} {each.by.target}"
            )
            for each in found.touched
        ],
        bought=[
            BoughtOut(supplier=each.supplier, node=each.node, amount=format(each.amount, "f")) for each in found.bought
        ],
    )


@operation(
    "GET",
    f"{PARK}/beside/{{other}}",
    access=SEE,
    answers={200: list[PairOut]},
    tag=TAG,
    summary=_("Compare two chains"),
)
def compare_chains(request: HttpRequest, key: Search, other: Search) -> list[PairOut]:  # noqa: ARG001 -- ninja's signature
    """Every link in both parks."""
    return [
        PairOut(
            node=each.node,
            relation=each.relation,
            complements=each.complements,
            left=FigureOut.of(each.left.firms),
            right=FigureOut.of(each.right.firms),
        )
        for each in chains.compare(taxonomy(), _chain(key).park, _chain(other).park)
    ]


@operation(
    "GET", "chain-seats", access=SEE, answers={200: list[SeatOut]}, tag=TAG, summary=_("List the seats of the chain")
)
def list_seats(request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50) -> list[SeatOut]:
    """Who sits where, and who did."""
    return [SeatOut.of(row) for row in page(request, response, chains.seats(), after=after, limit=limit)]


@operation("POST", "chain-seats", access=KEEP, answers={200: SeatOut}, tag=TAG, summary=_("Give a seat on the chain"))
def give_a_seat(request: HttpRequest, response: HttpResponse, body: SeatIn) -> SeatOut:
    """Somebody does what a node stands for."""
    words = SeatWords(**body.model_dump())
    return _seat(request, response, lambda: chains.take_seat(actor=actor_of(request), words=words).id)


@operation(
    "POST",
    "chain-seats/{seat_id}/end",
    access=KEEP,
    answers={200: SeatOut},
    tag=TAG,
    summary=_("End a seat on the chain"),
)
def end_a_seat(request: HttpRequest, response: HttpResponse, seat_id: UUID, body: SeatEndIn) -> SeatOut:
    """Somebody does it no longer."""
    chains.seat(seat_id)
    return _seat(
        request,
        response,
        lambda: chains.end_seat(actor=actor_of(request), seat_id=seat_id, **body.model_dump()).id,
    )


@operation(
    "POST",
    "chain-records",
    access=KEEP,
    answers={200: ChainImportOut},
    tag=TAG,
    summary=_("Read market facts or purchases"),
)
def read_chain_records(request: HttpRequest, body: RecordsIn) -> ChainImportOut:
    """A CSV file, tried out or taken in as a whole; one bad row stops all."""
    actor, content = actor_of(request), body.raw
    act = chains.import_records if body.take_in else chains.preview_records
    found = act(actor=actor, kind=body.kind, content=content)
    return ChainImportOut(
        new=len(found.new),
        known=found.known,
        bad=[BadRowOut(row=each.row, code=each.problem.code, field=each.problem.field) for each in found.bad],
        written=body.take_in,
    )


@operation(
    "POST",
    f"{PARK}/nodes/{{code}}/recruit",
    access=RECRUIT,
    answers={200: RecruitmentOut},
    tag=TAG,
    summary=_("Make a lead for a gap"),
)
def make_a_chain_lead(
    request: HttpRequest, response: HttpResponse, key: Search, code: Search, body: LeadIn
) -> RecruitmentOut:
    """A recruiting lead that carries the demand of the gap."""
    here = _chain(key)
    taxonomy().find(code)
    standing = here.standings.get(code)

    def act() -> UUID:
        made = chains.open_recruitment(
            actor=actor_of(request),
            node=code,
            area=park_area(key),
            verdict=standing.main.kind if standing and standing.main else None,
            demand=here.park[code].wanted,
            lead=Lead(**body.model_dump()),
        )
        return _identity(made.id)

    return _recruitment(request, response, act)


@operation(
    "GET",
    "chain-recruitments",
    access=SEE,
    answers={200: list[RecruitmentOut]},
    tag=TAG,
    summary=_("List what is recruited for"),
)
def list_recruitments(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[RecruitmentOut]:
    """Gaps that somebody is recruited for, and those that a lease closed."""
    return [RecruitmentOut.of(row) for row in page(request, response, chains.recruitments(), after=after, limit=limit)]


@operation(
    "POST",
    "chain-recruitments/{recruitment_id}/give-up",
    access=RECRUIT,
    answers={200: RecruitmentOut},
    tag=TAG,
    summary=_("Give a recruiting up"),
)
def give_up_a_recruitment(
    request: HttpRequest, response: HttpResponse, recruitment_id: UUID, body: ReasonIn
) -> RecruitmentOut:
    """Nobody comes of it."""
    chains.recruitment(recruitment_id)

    def act() -> UUID:
        ended = chains.give_up_recruitment(actor=actor_of(request), recruitment_id=recruitment_id, reason=body.reason)
        return _identity(ended.id)

    return _recruitment(request, response, act)


def _identity(value: UUID) -> UUID:
    """Rows of scoped tables are of any kind to the type checker; their ids are not."""
    return value


def _seat(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> SeatOut:
    done = perform(request, act)
    repeated(response, done)
    row = chains.seat(done.id)
    tag(response, row.version)
    return SeatOut.of(row)


def _recruitment(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> RecruitmentOut:
    done = perform(request, act)
    repeated(response, done)
    row = chains.recruitment(done.id)
    tag(response, row.version)
    return RecruitmentOut.of(row)
