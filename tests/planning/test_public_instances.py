"""Shops and projects of public sets become facts, and the solvers find what is known of them."""

import pytest

from bench import public_instances
from cellpark.planning.scheduling import Asked, check, exact, search, solve
from cellpark.planning.scheduling.shape import loose
from tests.planning.plants import plant

# two jobs, two machines; the second operation of the first job may go to either machine, faster on the second
SHOP = "2\n2\n2\t2\n3\t0\n4\t2\n0\t2\n2\t0\n"
# a source, four activities and a sink; one kind of resource, three of it; what each needs, and what comes after it
PROJECT = "6 1\n3\n0 0 3 2 3 4\n4 2 1 6\n3 2 1 5\n2 1 1 6\n1 3 1 6\n0 0 0\n"


def test_a_flexible_shop_is_read_and_solved() -> None:
    """Job 0: m0 for 3, then m0 for 4 or m1 for 2. Job 1: m1 for 2, then m0 for 2. Nothing is shorter than 5."""
    facts = public_instances.facts_of("FJSP/made up", SHOP)
    assert [[len(each.modes) for each in job.operations] for job in facts.jobs] == [[1, 2], [1, 1]]
    assert facts.horizon == 3 + 4 + 2 + 2
    found = solve(facts, Asked(turns=1_000))
    assert (found.objective, found.proven, check(facts, found)) == (5, True, [])
    assert {each.taken for each in found.placed if (each.job, each.operation) == ("j0", "o1")} == {("m1",)}


def test_a_project_is_read_and_solved() -> None:
    """Three pairs need the resource alone: 4 + 3 + 1, with the activity of 2 beside another."""
    facts = public_instances.facts_of("RCPSP/made up", PROJECT)
    assert [each.key for each in facts.jobs] == ["project"]
    assert len(facts.jobs[0].lags) == 3 + 4
    found = solve(facts, Asked(turns=1_000))
    assert (found.objective, found.proven, check(facts, found)) == (8, True, [])
    assert search(facts, Asked(turns=1_000)).objective == 8


def test_only_what_an_order_holds_together_is_loose() -> None:
    assert loose(public_instances.facts_of("RCPSP/made up", PROJECT))
    assert not loose(plant())


@pytest.mark.skipif(not public_instances.FOLDER.exists(), reason="the public sets are not here")
def test_the_sets_are_read_and_the_search_comes_near_what_is_known() -> None:
    """And CP-SAT goes on from what the search found."""
    known = public_instances.best_known()
    assert {key: len(each) for key, each in known.items()} == {"Brandimarte": 10, "PSPLIB-J60": 480, "PSPLIB-J120": 600}
    facts = public_instances.read(["FJSP/1.txt", "RCPSP/J60_1.txt", "RCPSP/J120_1.txt"])
    for name, best in (("FJSP/1.txt", 40), ("RCPSP/J60_1.txt", 77), ("RCPSP/J120_1.txt", 105)):
        found = search(facts[name], Asked(turns=2_000))
        assert check(facts[name], found) == []
        assert best <= found.objective <= 1.1 * best, name
        assert found == search(facts[name], Asked(turns=2_000))
    small = facts["RCPSP/J60_1.txt"]
    begun = search(small, Asked(turns=200))
    assert exact(small, Asked(turns=2_000), begun).objective <= begun.objective
