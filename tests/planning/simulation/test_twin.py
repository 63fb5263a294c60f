"""The engine and a SimPy twin of a small plant, on the same random numbers: the same things happen at the same times."""

import pytest

from cellpark.planning.simulation.study import Study, trace
from tests.planning.simulation.networks import small_plant
from tests.planning.simulation.twin import Twin, philox


@pytest.mark.parametrize("seed", [1, 20261123])
def test_the_plant_and_its_twin_in_simpy_do_the_same_at_the_same_times(seed: int) -> None:
    network = small_plant()
    found = trace(network, Study(until=4_000.0, seed=seed), replication=3, lines=200_000)
    twin = Twin(network, until=4_000.0, seed=seed, replication=3).run()
    ours = sorted((each.entity, each.what, each.name, each.time) for each in found)
    theirs = sorted((number, what, name, time) for what, number, name, time in twin if what != "arrived")
    ours = [each for each in ours if each[1] != "arrived"]
    assert len(ours) > 3_000
    assert [each[:3] for each in ours] == [each[:3] for each in theirs]
    assert [each[3] for each in ours] == pytest.approx([each[3] for each in theirs], rel=1e-9)


def test_the_random_numbers_are_those_of_philox() -> None:
    """Known answers of the authors (Random123, kat_vectors)."""
    ones = 0xFFFFFFFF
    assert philox((0, 0, 0, 0), (0, 0)) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    assert philox((ones, ones, ones, ones), (ones, ones)) == (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)
