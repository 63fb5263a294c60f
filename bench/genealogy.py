"""Traces and recalls over 10,000,000 edges, through the scope and the policies of one organisation.

``python -m bench.genealogy 1000000`` measures a smaller graph.
"""

import statistics
import sys
import time
from uuid import UUID

import psycopg

from bench.genealogy_graph import load, ref_of
from bench.site import VAR, database, set_up_django

EDGES = 10_000_000
ORGANISATION = UUID("01900000-0000-7000-8000-00000000000a")
QUESTIONS, SEED = 60, 7


def measured(ask, starts):
    """Milliseconds of each question, the second time it is asked, and the sizes of the answers."""
    spent, sizes = [], []
    for start in starts:
        sizes.append(ask(start))
        before = time.perf_counter()
        ask(start)
        spent.append((time.perf_counter() - before) * 1000)
    return spent, sizes


def row(label, measure, target=None):
    spent, sizes = measure
    middle, size = statistics.median(spent), statistics.median(sizes)
    p95 = sorted(spent)[int(len(spent) * 0.95)]
    share = "" if target is None else f"under {target} ms: {middle / target:.2f}x"
    print(f"| {label} | {size:,.0f} | {middle:.2f} | {p95:.2f} | {share} |")


def sizes_on_disk(connection):
    names = ("genealogy_edge", "genealogy_edge_back", "genealogy_edge_on", "genealogy_node")
    for name in names:
        size = connection.execute("SELECT pg_relation_size(%s::regclass)", [name]).fetchone()[0]
        yield f"{name} {size / 2**20:,.0f} MB"


def questions(graph):
    from cellpark.genealogy.public import NodeKind, backward, forward, recall

    chance = graph.chance
    bags, lots, raw = (
        chance.sample(group, min(QUESTIONS, len(group))) for group in (graph.bags, graph.lots, graph.raw_lots)
    )
    row("trace back from a bag", measured(lambda n: len(backward(NodeKind.CONTAINER, ref_of(n))), bags), 2)
    row("trace on from a reagent lot", measured(lambda n: len(forward(NodeKind.LOT, ref_of(n))), lots), 20)

    def tiers(number):
        found = recall(NodeKind.LOT, ref_of(number))
        return len(found.direct) + len(found.lots) + len(found.through_lots)

    row("recall of a raw lot, two tiers", measured(tiers, raw[:20]), 100)
    row("recall of a reagent lot, two tiers", measured(tiers, lots[:20]))


def main(edges=EDGES):
    set_up_django()
    with database("bench_genealogy") as name:
        from cellpark.base.scope import Scope, use_scope
        from cellpark.runtime.provision import connection_urls

        with psycopg.connect(connection_urls(VAR, name).superuser, autocommit=True) as connection:
            connection.execute(
                "INSERT INTO identity_organisation (id, kind, state, credit_code, example, version, name_zh, name_en)"
                " VALUES (%s, 'platform_provider', 'active', '', true, 1, '', 'Bench')",
                [ORGANISATION],
            )
            before = time.perf_counter()
            graph = load(connection, ORGANISATION, edges, seed=SEED)
            spent = time.perf_counter() - before
            print(
                f"{graph.made_edges:,} edges between {graph.made_nodes:,} things, loaded and indexed in {spent:.0f} s:"
                f" {', '.join(sizes_on_disk(connection))}."
            )
        print(
            "Warm, with the scope and the row-level security of one organisation, until the last node is in Python.\n"
        )
        print("| question | nodes in the answer (median) | median ms | p95 ms | target |\n|---|---|---|---|---|")
        with use_scope(Scope(frozenset({ORGANISATION}))):
            questions(graph)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
