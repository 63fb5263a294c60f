"""A seeded graph of a plant's years: donors, ten stages with two rounds of three-way split and pool, a sample, bags.

Each batch has 36 positions for reagents; a lot serves about 200 batches and is made from two raw lots, each of which
goes into about four. Every operation is a node, touched by a room, a piece of equipment and a person. Every twentieth
batch pools three donors and fills 60 bags, the others fill three to six.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection

CONTAINER, LOT, SAMPLE, OPERATION, ROOM, EQUIPMENT, PERSON = range(7)
MATERIAL, TAKEN, CONTACT = range(3)
STAGES, SPLIT_AT = 10, (3, 6)
REAGENTS, BATCHES_A_LOT, RAW_LOTS_EACH = 36, 200, 2
ROOMS, EQUIPMENT_ITEMS, PEOPLE = 40, 300, 150
ALLOGENEIC_EACH, DONORS, BAGS_MANY = 20, 3, 60
START = datetime(2016, 1, 1, tzinfo=UTC)
CHUNK_ROWS = 50_000


@dataclass(slots=True)
class Graph:
    """Lines for COPY, and what the questions start from."""

    organisation: UUID
    chance: random.Random
    nodes: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    bags: list[int] = field(default_factory=list)
    lots: list[int] = field(default_factory=list)
    raw_lots: list[int] = field(default_factory=list)
    made_nodes: int = 0
    made_edges: int = 0
    events: int = 0

    def node(self, kind: int) -> int:
        self.made_nodes += 1
        number = self.made_nodes * 10 + kind
        self.nodes.append(f"{number}\t{kind}\t{ref_of(number)}\t{self.organisation}\n")
        return number

    def link(self, pairs: list[tuple[int, int]], at: datetime) -> None:
        """The edges of one event."""
        self.events += 1
        when, event = at.isoformat(), UUID(int=(int(at.timestamp() * 1000) << 80) | (7 << 76) | self.events)
        for parent, child in pairs:
            kind = CONTACT if parent % 10 >= ROOM else TAKEN if child % 10 == SAMPLE else MATERIAL
            self.edges.append(f"{self.organisation}\t{parent}\t{child}\t{kind}\t{event}\t{when}\n")
        self.made_edges += len(pairs)


def ref_of(number: int) -> UUID:
    """The id of the thing that a node of the seeded graph stands for."""
    return UUID(int=(0x0190 << 112) | (number * 0x9E3779B97F4A7C15) % 2**110)


def grow(graph: Graph, edges: int) -> Iterator[None]:
    """Add batches until there are ``edges``; pauses whenever a chunk is worth copying."""
    around = [
        [graph.node(kind) for _ in range(count)]
        for kind, count in ((ROOM, ROOMS), (EQUIPMENT, EQUIPMENT_ITEMS), (PERSON, PEOPLE))
    ]
    shelf: list[int] = []
    raw: list[int] = []
    batch = 0
    while graph.made_edges < edges:
        at = START + timedelta(minutes=30 * batch)
        if batch % BATCHES_A_LOT == 0:
            shelf, raw = _restock(graph, raw, at)
        _batch(graph, around, shelf, at, pooled=batch % ALLOGENEIC_EACH == ALLOGENEIC_EACH - 1)
        batch += 1
        if len(graph.edges) > CHUNK_ROWS:
            yield
    yield


def _restock(graph: Graph, raw: list[int], at: datetime) -> tuple[list[int], list[int]]:
    """New lots for every position, made from raw lots that serve four lots each."""
    raw = [graph.node(LOT) for _ in range(REAGENTS * RAW_LOTS_EACH // 4)]
    graph.raw_lots += raw
    lots = [graph.node(LOT) for _ in range(REAGENTS)]
    graph.lots += lots
    for place, lot in enumerate(lots):
        graph.link([(raw[(place * RAW_LOTS_EACH + turn) % len(raw)], lot) for turn in range(RAW_LOTS_EACH)], at)
    return lots, raw


def _batch(graph: Graph, around: list[list[int]], shelf: list[int], at: datetime, *, pooled: bool) -> None:
    reagents = iter(shelf)

    def operation(taken: list[int], made: int, use: int = 0, kind: int = CONTAINER) -> list[int]:
        nonlocal at
        at += timedelta(hours=2)
        done = graph.node(OPERATION)
        out = [graph.node(kind) for _ in range(made)]
        touched = [graph.chance.choice(group) for group in around]
        used = [lot for _, lot in zip(range(use), reagents, strict=False)]
        graph.link([(each, done) for each in (*taken, *used, *touched)] + [(done, each) for each in out], at)
        return out

    current = operation([graph.node(CONTAINER) for _ in range(DONORS if pooled else 1)], 1)
    for stage in range(STAGES):
        if stage in SPLIT_AT:
            current = operation(operation(current, 3, use=2), 1, use=2)
        else:
            current = operation(current, 1, use=4)
    operation(current, 1, kind=SAMPLE)
    graph.bags += operation(current, BAGS_MANY if pooled else graph.chance.randint(3, 6))


def load(connection: Connection[Any], organisation: UUID, edges: int, *, seed: int = 1) -> Graph:
    """Copy a graph of about ``edges`` edges in, through a connection that may switch triggers off."""
    graph = Graph(organisation, random.Random(seed))
    connection.execute("SET session_replication_role = replica")
    again = [
        row[0]
        for row in connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'genealogy_edge' AND indexname LIKE 'genealogy_edge_%'"
            " AND indexname <> 'genealogy_edge_pkey'"
        )
    ]
    for name in ("back", "on", "event"):
        connection.execute(f"DROP INDEX genealogy_edge_{name}")
    for _ in grow(graph, edges):
        copied(connection, "genealogy_node (number, kind, ref, organisation_id)", graph.nodes)
        copied(connection, "genealogy_edge (organisation_id, parent_id, child_id, kind, event, at)", graph.edges)
    for statement in again:
        connection.execute(statement)
    connection.execute("SELECT setval('genealogy_node_number', %s)", [graph.made_nodes])
    connection.execute("VACUUM ANALYZE genealogy_node")
    connection.execute("VACUUM ANALYZE genealogy_edge")
    return graph


def copied(connection: Connection[Any], target: str, lines: list[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        copy.write("".join(lines))
    lines.clear()
