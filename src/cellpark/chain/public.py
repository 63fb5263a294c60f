"""What other floors use of this app."""

from cellpark.chain import words
from cellpark.chain.actions.answer_introduction import (
    agree_introduction,
    decline_introduction,
    withdraw_introduction,
)
from cellpark.chain.actions.ask_introduction import ask_introduction
from cellpark.chain.actions.close_recruitment import close_recruitment
from cellpark.chain.actions.end_seat import end_seat
from cellpark.chain.actions.follow_deal import follow_deal
from cellpark.chain.actions.give_up_recruitment import give_up_recruitment
from cellpark.chain.actions.import_records import Import, import_records, preview_records
from cellpark.chain.actions.load_example_chain import load_example_chain
from cellpark.chain.actions.miss_search import miss_search
from cellpark.chain.actions.open_recruitment import Lead, open_recruitment
from cellpark.chain.actions.place_listing import place_offer, place_want
from cellpark.chain.actions.take_seat import take_seat
from cellpark.chain.actions.withdraw_listing import withdraw_offer, withdraw_want
from cellpark.chain.areas import areas, city_name, city_of, park_area
from cellpark.chain.figures.book import Bought, Record, SeatFact, Wanted
from cellpark.chain.figures.comparison import Pair, compare
from cellpark.chain.figures.counting import Figure, NodeFigures
from cellpark.chain.figures.priority import Gap
from cellpark.chain.figures.scenario import Loss, Scenario, Touched
from cellpark.chain.figures.verdicts import Standing, Verdict
from cellpark.chain.gather import Chain, chain_of
from cellpark.chain.house import Found, open_offer, open_offers, seats_found
from cellpark.chain.importing import COLUMNS, BadRow, FileKind
from cellpark.chain.matching.matcher import Match, Text, Why, as_text, matches
from cellpark.chain.models import (
    Introduction,
    MarketFact,
    MissedSearch,
    Offer,
    Purchase,
    Recruitment,
    Seat,
    Want,
)
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.queries import (
    introduction,
    introductions,
    knows_other,
    market_facts,
    own_offer,
    own_offers,
    purchases,
    recruitment,
    recruitments,
    seat,
    seats,
    standing_seats,
    want,
    wants,
)
from cellpark.chain.rooms import needs_of, rooms_of
from cellpark.chain.rules import ListingWords, SeatWords
from cellpark.chain.states import (
    INTRODUCTION_LIFECYCLE,
    KNOWN,
    DemandKind,
    IntroductionState,
    Metric,
    OfferKind,
    OfferState,
    Origin,
    RecruitmentState,
    SeatKind,
    SeatState,
    VerdictKind,
    WantState,
)
from cellpark.chain.taxonomy import Edge, EdgeKind, Node, Place, Taxonomy, taxonomy

Deal = Introduction
"""An introduction that both sides agreed to is a deal; it is followed to its end in the same row."""

__all__ = [
    "COLUMNS",
    "INTRODUCTION_LIFECYCLE",
    "KNOWN",
    "BadRow",
    "Bought",
    "Chain",
    "ChainPermission",
    "Deal",
    "DemandKind",
    "Edge",
    "EdgeKind",
    "Figure",
    "FileKind",
    "Found",
    "Gap",
    "Import",
    "Introduction",
    "IntroductionState",
    "Lead",
    "ListingWords",
    "Loss",
    "MarketFact",
    "Match",
    "Metric",
    "MissedSearch",
    "Node",
    "NodeFigures",
    "Offer",
    "OfferKind",
    "OfferState",
    "Origin",
    "Pair",
    "Place",
    "Purchase",
    "Record",
    "Recruitment",
    "RecruitmentState",
    "Scenario",
    "Seat",
    "SeatFact",
    "SeatKind",
    "SeatState",
    "SeatWords",
    "Standing",
    "Taxonomy",
    "Text",
    "Touched",
    "Verdict",
    "VerdictKind",
    "Want",
    "WantState",
    "Wanted",
    "Why",
    "agree_introduction",
    "areas",
    "as_text",
    "ask_introduction",
    "chain_of",
    "city_name",
    "city_of",
    "close_recruitment",
    "compare",
    "decline_introduction",
    "end_seat",
    "follow_deal",
    "give_up_recruitment",
    "import_records",
    "introduction",
    "introductions",
    "knows_other",
    "load_example_chain",
    "market_facts",
    "matches",
    "miss_search",
    "needs_of",
    "open_offer",
    "open_offers",
    "open_recruitment",
    "own_offer",
    "own_offers",
    "park_area",
    "place_offer",
    "place_want",
    "preview_records",
    "purchases",
    "recruitment",
    "recruitments",
    "rooms_of",
    "seat",
    "seats",
    "seats_found",
    "standing_seats",
    "take_seat",
    "taxonomy",
    "want",
    "wants",
    "withdraw_introduction",
    "withdraw_offer",
    "withdraw_want",
    "words",
]
