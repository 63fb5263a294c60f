"""The industry chain and the exchange in the API. Shares are 0 to 1; what nobody knows is null, never zero."""

from datetime import date
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from ninja import Schema

from cellpark.chain.public import (
    Chain,
    Figure,
    FileKind,
    Gap,
    IntroductionState,
    NodeFigures,
    OfferKind,
    OfferState,
    RecruitmentState,
    SeatKind,
    SeatState,
    VerdictKind,
    WantState,
)
from cellpark.web.api.schemas.files import FileIn
from cellpark.web.api.values import Body, Moment, Text


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class RecordOut(Schema):
    """A record behind a figure."""

    kind: str
    id: UUID


class FigureOut(Schema):
    """A figure with how it was found and the records behind it."""

    value: Decimal | None
    how: str
    unit: str
    at_least: bool
    records: list[RecordOut]

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """The figure as answers show it."""
        records = [RecordOut(kind=each.kind, id=each.id) for each in figure.records]
        return cls(value=figure.value, how=figure.how, unit=figure.unit, at_least=figure.at_least, records=records)


_FIGURES = (
    *("firms", "capacity", "hhi", "top_share", "import_share", "inside_share", "lead_days", "products"),
    *("quality_gap", "unmet"),
)


class VerdictOut(Schema):
    """What a link calls for, why, and the datum without which it is not certain."""

    kind: VerdictKind
    because: list[str]
    ask: str


class NodeOut(Schema):
    """A node of the chain of a park."""

    code: str
    zh: str
    en: str
    parent: str
    figures: dict[str, FigureOut]
    city: dict[str, FigureOut] | None
    nation: dict[str, FigureOut]
    strong: bool
    verdicts: list[VerdictOut]

    @classmethod
    def of(cls, node: Any, chain: Chain) -> Self:
        """The node as answers show it."""
        here, standing = chain.park[node.code], chain.standings.get(node.code)
        return cls(
            code=node.code,
            zh=node.zh,
            en=node.en,
            parent=node.parent,
            figures=_told(here),
            city=None if chain.city is None else _told(chain.city[node.code]),
            nation=_told(chain.nation[node.code]),
            strong=standing is not None and standing.strong,
            verdicts=[
                VerdictOut(kind=each.kind, because=list(each.because), ask=each.ask)
                for each in (standing.verdicts if standing else ())
            ],
        )


def _told(figures: NodeFigures) -> dict[str, FigureOut]:
    return {name: FigureOut.of(getattr(figures, name)) for name in _FIGURES}


class GapOut(Schema):
    """A gap with the three factors of its priority."""

    node: str
    verdict: VerdictKind | None
    unmet: int
    criticality: int
    feasibility: Decimal
    priority: Decimal
    candidates: int | None
    rooms: int | None

    @classmethod
    def of(cls, gap: Gap) -> Self:
        """The gap as answers show it."""
        main = gap.standing.main
        return cls(
            node=gap.node,
            verdict=main.kind if main else None,
            unmet=gap.unmet,
            criticality=gap.criticality,
            feasibility=gap.feasibility,
            priority=gap.priority,
            candidates=gap.candidates,
            rooms=gap.rooms,
        )


class SeatOut(_Row):
    """Who sits on a node, with the evidence."""

    id: UUID
    node: str
    kind: SeatKind
    area: str
    subject: UUID | None
    name_zh: str
    name_en: str
    evidence: str
    source: str
    day: date
    until: date | None
    capacity: Decimal | None
    capacity_unit: str
    lead_days: int | None
    state: SeatState


class SeatIn(Body):
    """Who sits on a node, with the evidence."""

    node: Text
    kind: SeatKind
    area: Text
    name_zh: Text = ""
    name_en: Text = ""
    evidence: Text
    source: Text
    day: date
    capacity: Decimal | None = None
    capacity_unit: Text = ""
    lead_days: int | None = None


class SeatEndIn(Body):
    """The first day without it, and why."""

    until: date
    reason: Text


class LossOut(Schema):
    """A node on which somebody who leaves sits: who is left, and how many more are in the city."""

    node: str
    left: list[str]
    near: int | None


class TouchedOut(Schema):
    """Somebody at the other end of an edge of a link that lost its only source."""

    name: str
    node: str
    edge: str


class BoughtOut(Schema):
    """What was bought of somebody on a node in the last year, in CNY without tax."""

    supplier: str
    node: str
    amount: str


class ScenarioOut(Schema):
    """The park without some of its companies."""

    gone: list[str]
    losses: list[LossOut]
    touched: list[TouchedOut]
    bought: list[BoughtOut]


class PairOut(Schema):
    """One link in two parks."""

    node: str
    relation: str
    complements: bool
    left: FigureOut
    right: FigureOut


class RecordsIn(FileIn):
    """A file of market facts or purchases; without ``take_in`` nothing is written."""

    kind: FileKind
    take_in: bool = False


class BadRowOut(Schema):
    """Why a row of a file is not taken."""

    row: int
    code: str
    field: str | None


class ChainImportOut(Schema):
    """What a file would do, or did."""

    new: int
    known: int
    bad: list[BadRowOut]
    written: bool


class LeadIn(Body):
    """Who shall be won for a gap, and what is done next."""

    name_zh: Text = ""
    name_en: Text = ""
    code: Text = ""
    step: Text
    step_on: date
    known_as_other: bool = False


class RecruitmentOut(_Row):
    """From a gap to the lease that closes it, with the demand that called for it."""

    id: UUID
    node: str
    area: str
    company: UUID
    name_zh: str
    name_en: str
    demand: list[Any]
    verdict: str
    state: RecruitmentState
    lease: str
    opened_at: Moment
    ended_at: Moment | None


class SearchIn(Body):
    """Who does something in a park."""

    node: Text
    area: Text


class FoundOut(_Row):
    """Somebody who does it."""

    node: str
    name_zh: str
    name_en: str
    day: date


class ListingIn(Body):
    """What is offered or wanted."""

    kind: OfferKind
    title: Text
    text: str
    node: Text = ""
    area: Text = ""
    until: date | None = None


class OfferOut(_Row):
    """An offer."""

    id: UUID
    organisation_id: UUID
    kind: OfferKind
    title: str
    text: str
    node: str
    area: str
    day: date
    until: date | None
    state: OfferState


class WantOut(_Row):
    """One's own want."""

    id: UUID
    kind: OfferKind
    title: str
    text: str
    node: str
    area: str
    day: date
    until: date | None
    state: WantState


class ReasonOut(Schema):
    """Why an offer fits: a word that both say, or a node that both are about."""

    kind: str
    offered: str


class MatchOut(Schema):
    """An offer that fits a want; scores compare within one want only."""

    offer: UUID
    score: float
    same_kind: bool
    reasons: list[ReasonOut]


class IntroductionOut(Schema):
    """An introduction as one side may see it: ``other`` and ``wanted`` are empty until the giver agrees."""

    id: UUID
    offer: UUID
    offered: str
    asker_kind: str
    other: UUID | None
    wanted: str
    state: IntroductionState
    reasons: list[ReasonOut]


class ChainStepIn(Body):
    """Why; asked for where a deal is contracted, completed or broken off."""

    reason: Text = ""
