"""Look for who does something in a park, and keep it where nobody does."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.chain.areas import area_problems, park_area
from cellpark.chain.days import today
from cellpark.chain.events import SearchMissed
from cellpark.chain.house import seats_found
from cellpark.chain.models import MissedSearch
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import write
from cellpark.chain.rules import node_problems
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import lock_stream


def miss_search(*, actor: Actor, node: str, area: str, words: str = "", organisation_id: UUID | None = None) -> bool:
    """Whether somebody was found; if nobody was, that is demand, once a day. ``words`` are what was typed."""
    actor.require(ChainPermission.EXCHANGE)
    house = organisation_id or actor.organisation_id
    assert house is not None, "a search is somebody's"
    refuse_any([*node_problems(node), *area_problems(area), *_elsewhere(area)])
    if seats_found(node, area):
        return True
    with transaction.atomic():
        # two searches for one thing on one day meet here
        lock_stream(f"chain/{house}")
        day = today()
        if MissedSearch.objects.filter(organisation_id=house, node=node, area=area, day=day).exists():
            return False
        event = SearchMissed(id=new_id(), node=node, area=area, words=words.strip()[:200], day=day)
        write(event, actor=actor, organisation=house)
        return False


def _elsewhere(area: str) -> list[Problem]:
    return [] if area.startswith(park_area("")) else [Problem("chain.search.park", field="area")]
