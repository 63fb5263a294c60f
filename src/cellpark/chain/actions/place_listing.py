"""Offer something to everybody, or say what one looks for."""

from typing import Any

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.chain.days import today
from cellpark.chain.events import OfferPlaced, WantPlaced
from cellpark.chain.models import Offer, Want
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import write
from cellpark.chain.rules import ListingWords, listing_problems
from cellpark.kernel.problem import refuse_any


def place_offer(*, actor: Actor, words: ListingWords) -> Offer:
    """Everybody who takes part in the exchange sees it until it is withdrawn or over. Raises ``Refused``."""
    made: Offer = _place(OfferPlaced, actor, words)
    return made


def place_want(*, actor: Actor, words: ListingWords) -> Want:
    """Nobody else sees it; the park learns that there is demand on the node. Raises ``Refused``."""
    made: Want = _place(WantPlaced, actor, words)
    return made


def _place(shape: Any, actor: Actor, words: ListingWords) -> Any:
    actor.require(ChainPermission.TAKE_PART)
    assert actor.organisation_id is not None, "an organisation takes part, not a person"
    refuse_any(listing_problems(words, today=today()))
    with transaction.atomic():
        event = shape(
            id=new_id(),
            kind=words.kind.value,
            node=words.node,
            area=words.area,
            title=words.title.strip(),
            text=words.text.strip(),
            day=today(),
            until=words.until,
        )
        return write(event, actor=actor, organisation=actor.organisation_id)
