"""The tables of this app."""

from cellpark.chain.models.exchange import Introduction, Offer, Want
from cellpark.chain.models.market_fact import MarketFact
from cellpark.chain.models.missed_search import MissedSearch
from cellpark.chain.models.purchase import Purchase
from cellpark.chain.models.recruitment import Recruitment
from cellpark.chain.models.seat import Seat

__all__ = ["Introduction", "MarketFact", "MissedSearch", "Offer", "Purchase", "Recruitment", "Seat", "Want"]
