"""Traces equal a plain breadth-first search in Python, on random graphs with samples and withdrawn records (T16)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cellpark.base.scope import Scope, use_scope
from cellpark.genealogy.public import NodeKind, backward, forward, recall, void
from tests.genealogy.graph import linked, names, thing
from tests.people import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]
START = datetime(2026, 1, 1, tzinfo=UTC)
INNER = ("c1", "c2", "c3", "c4", "c5", "o1", "o2", "o3", "l1", "l2", "s1", "s2")
OUTER = ("r1", "e1", "p1")
KNOWN = INNER + OUTER
LINKS = st.tuples(st.sampled_from(KNOWN), st.sampled_from(INNER)).filter(lambda pair: pair[0] != pair[1])
RECORD = st.tuples(st.lists(LINKS, min_size=1, max_size=5), st.integers(0, 9), st.none() | st.integers(0, 9))


def plain(pairs: Iterable[tuple[str, str]], start: str, stops: str) -> set[str]:
    """Everything reached from ``start``, never going on from what starts with a letter of ``stops``."""
    after: dict[str, set[str]] = {}
    for parent, child in pairs:
        after.setdefault(parent, set()).add(child)
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop(0)
        if here != start and here[0] in stops:
            continue
        new = after.get(here, set()) - seen
        seen |= new
        waiting += sorted(new)
    return seen - {start}


def holding(records: list[tuple[list[tuple[str, str]], int, int | None]], time: int) -> list[tuple[str, str]]:
    return [
        pair
        for pairs, made, withdrawn in records
        if made <= time and (withdrawn is None or withdrawn > time)
        for pair in pairs
    ]


def written(owner: UUID, records: list[tuple[list[tuple[str, str]], int, int | None]]) -> None:
    for pairs, made, withdrawn in records:
        event = linked(owner, *(">".join(pair) for pair in pairs), at=START + timedelta(hours=made))
        if withdrawn is not None:
            with transaction.atomic():
                void(event=event, by_event=uuid4(), organisation=owner, at=START + timedelta(hours=withdrawn))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORD, max_size=12), st.sampled_from(KNOWN), st.integers(0, 10))
def test_traces_equal_a_plain_search(
    records: list[tuple[list[tuple[str, str]], int, int | None]], start: str, time: int
) -> None:
    owner = organisation(f"Plant {uuid4()}").id
    holds = holding(records, time)
    found, as_of = thing(start), START + timedelta(hours=time)
    backwards = [(child, parent) for parent, child in holds]
    with use_scope(Scope(frozenset({owner}))):
        written(owner, records)
        assert names(forward(found.kind, found.id, as_of=as_of), KNOWN) == plain(holds, start, "s")
        assert names(backward(found.kind, found.id, as_of=as_of), KNOWN) == plain(backwards, start, "s")
        tiers = recall(found.kind, found.id, as_of=as_of)
    everything, direct = plain(holds, start, "s"), plain(holds, start, "sl")
    assert names(tiers.direct, KNOWN) == {name for name in direct if name[0] != "l"}
    assert names(tiers.lots, KNOWN) == {name for name in everything if name[0] == "l"}
    assert names(tiers.through_lots, KNOWN) == {name for name in everything - direct if name[0] != "l"}


def test_crossed_layers_of_splits_and_pools_cost_edges_and_not_paths() -> None:
    """Twelve layers of three containers, each made of all three before: 3^12 paths, 108 edges, 36 ancestors."""
    owner = organisation("Plant").id
    pairs = [f"c{layer}{one}>c{layer + 1}{other}" for layer in range(10, 22) for one in range(3) for other in range(3)]
    linked(owner, *pairs)
    last, first = thing("c220"), thing("c100")
    assert len(backward(NodeKind.CONTAINER, last.id)) == 36
    assert len(forward(NodeKind.CONTAINER, first.id)) == 36
