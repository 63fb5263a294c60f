"""How PostgreSQL walks the graph: index-only in both directions, never over the whole table (T16)."""

import json
import re
from collections.abc import Iterator
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest

from bench.genealogy_graph import Graph, load
from cellpark.base.prepared import execute_prepared
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.genealogy.walk import BACKWARD, FORWARD
from tests.people import organisation

EDGES = 20_000


@pytest.fixture
def graph(durable: str, superuser: psycopg.Connection) -> Iterator[Graph]:
    with use_scope(EVERYTHING):
        owner = organisation("Plant").id
    # a page is all-visible for VACUUM only once the commits on it are written out, as they are on a site
    superuser.execute("SET synchronous_commit = on")
    made = load(superuser, owner, EDGES, seed=3)
    with use_scope(Scope(frozenset({owner}))):
        yield made


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes_of(below)


def plan_of(statement: LiteralString, start: int, owner: UUID, mode: LiteralString) -> list[dict[str, Any]]:
    execute_prepared("SET plan_cache_mode = " + mode, [])
    values = {"starts": [start], "organisations": [owner], "as_of": None, "stops": [2]}
    explained = execute_prepared("EXPLAIN (ANALYZE, FORMAT JSON) " + statement, values).fetchone()
    assert explained is not None
    plan = explained[0] if not isinstance(explained[0], str) else json.loads(explained[0])
    return list(nodes_of(plan[0]["Plan"]))


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
@pytest.mark.parametrize(
    ("statement", "index"), [(BACKWARD, "genealogy_edge_back"), (FORWARD, "genealogy_edge_on")], ids=["back", "on"]
)
def test_a_walk_reads_one_covering_index_and_nothing_else_of_the_edges(
    graph: Graph, statement: LiteralString, index: str, mode: LiteralString
) -> None:
    """T16, T19: through the policies of one organisation, a bag backward and a lot forward."""
    start = graph.bags[-1] if statement is BACKWARD else graph.lots[0]
    nodes = plan_of(statement, start, graph.organisation, mode)
    on_edges = [node for node in nodes if node.get("Relation Name") == "genealogy_edge"]
    assert [(node["Node Type"], node["Index Name"], node["Heap Fetches"]) for node in on_edges] == [
        ("Index Only Scan", index, 0)
    ]
    on_nodes = [node for node in nodes if node.get("Relation Name") == "genealogy_node"]
    assert {node["Node Type"] for node in on_nodes} <= {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}


@pytest.mark.parametrize("statement", [BACKWARD, FORWARD])
def test_a_walk_joins_no_paths(statement: LiteralString) -> None:
    """UNION ALL, or a depth beside the node, would follow every path of crossed splits and pools."""
    assert re.search(r"\bUNION\b(?!\s+ALL)", statement)
    assert re.search(r"walk \(node\) AS", statement)
