"""The number of queries does not grow with the rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cellpark.base.scope import use_scope
from cellpark.chain import public as chain
from tests.chain.world import World

pytestmark = pytest.mark.django_db


def queries(world: World) -> int:
    with use_scope(world.staff.scope), CaptureQueriesContext(connection) as found:
        here = chain.chain_of("lishan", rooms=True)
        assert here.gaps
    return len(found.captured_queries)


def fill(world: World, since: int, until: int) -> None:
    leaves = chain.taxonomy().leaves
    for number in range(since, until):
        world.seat(leaves[number % len(leaves)], f"Company {number}")
    world.purchases(
        *(f"park:lishan,U21,Buyer,Supplier {n},nation,{n + 1},2026-06-01,PO {n}" for n in range(since, until))
    )


def test_3_rows_and_30_rows_cost_the_same_queries(world: World) -> None:
    fill(world, 0, 3)
    few = queries(world)
    fill(world, 3, 30)
    assert queries(world) == few <= 20
