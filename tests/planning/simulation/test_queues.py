"""Queues whose answers are known: Erlang C, Cobham's priorities, Jackson's product form, Pollaczek and Khinchine."""

import math
from dataclasses import replace

import pytest

from cellpark.planning.simulation.distribution import constant, empirical, exponential, gamma, lognormal
from cellpark.planning.simulation.model import Need, Network, Operation, Resource, Source
from cellpark.planning.simulation.statistics import Estimate
from cellpark.planning.simulation.study import Study, simulate
from tests.planning.simulation.networks import station, tandem

LONG = Study(until=6_000.0, warm_up=1_000.0, replications=48, seed=7, confidence=0.999)


def erlang_c_wait(servers: int, load: float) -> float:
    """Mean time in the queue of M/M/c with services of one hour."""
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    waits = last / (sum(load**k / math.factorial(k) for k in range(servers)) + last)
    return waits / (servers - load)


def within(found: Estimate, expected: float) -> bool:
    return abs(found.mean - expected) <= found.half_width and found.half_width < 0.1 * expected


@pytest.mark.parametrize(("servers", "load"), [(1, 0.7), (3, 2.4), (10, 8.0)])
def test_a_station_waits_as_erlang_says(servers: int, load: float) -> None:
    report = simulate(station(servers, load), LONG)
    assert within(report.operations["serve"].queue, erlang_c_wait(servers, load))
    assert within(report.resources["server"].utilisation, load / servers)
    assert within(report.patients["customer"].time, erlang_c_wait(servers, load) + 1)


def test_stations_in_a_row_are_as_if_each_were_alone() -> None:
    """Burke's theorem: what leaves M/M/c is Poisson again, and the stations are independent (product form)."""
    servers, rates = (2, 1, 3), (0.7, 1.4, 0.5)
    report = simulate(tandem(servers, 1.0, rates), LONG)
    for place, (count, rate) in enumerate(zip(servers, rates, strict=True)):
        assert within(report.operations[f"o{place}"].queue, erlang_c_wait(count, 1 / rate) / rate)


@pytest.mark.parametrize(
    ("work", "variance"),
    [
        (constant(0.7), 0.0),
        (gamma(2.5, 0.28), 0.196),
        (lognormal(0.7 * math.exp(-0.125), 0.5), 0.49 * math.expm1(0.25)),
    ],
)
def test_other_services_wait_as_pollaczek_and_khinchine_say(work: object, variance: float) -> None:
    network = station(1, 1.0)
    network = replace(network, operations=(replace(network.operations[0], work=work),))
    report = simulate(network, LONG)
    assert within(report.operations["serve"].queue, (0.49 + variance) / (2 * 0.3))


def test_the_urgent_wait_as_cobham_says() -> None:
    """Two ranks, half and half, M/M/1 without interruption: W = R / ((1 - s1) (1 - s1 - s2)) for the second."""
    operations = tuple(
        Operation(name, exponential(1.0), (Need("server"),), then="done") for name in ("urgent", "other")
    )
    sources = tuple(
        Source(name, name, exponential(2 / 0.6), rank=constant(rank))
        for name, rank in (("urgent", 0.0), ("other", 1.0))
    )
    report = simulate(Network((Resource("server"),), operations, sources), LONG)
    assert within(report.operations["urgent"].queue, 0.6 / 0.7)
    assert within(report.operations["other"].queue, 0.6 / (0.7 * 0.4))


def test_groups_come_together() -> None:
    """Groups of two and four at an endless number of servers: as many patients as groups times three."""
    network = Network(
        (),
        (Operation("stay", exponential(5.0)),),
        (Source("patient", "stay", exponential(4.0), size=empirical((2.0, 4.0))),),
    )
    report = simulate(network, LONG)
    assert within(report.patients["patient"].arrived, 5_000 / 4 * 3)
    assert within(report.patients["patient"].time, 5.0)
