"""The simulator beside SimPy and beside a loop written by hand for one model; the plant's year; memory."""

import math
import os
import resource
import statistics
import time
from pathlib import Path

import numpy as np
import simpy
from numba import njit

from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.distribution import exponential
from cellpark.planning.simulation.engine.philox import pair
from cellpark.planning.simulation.engine.records import EVENTS, O_QUEUE
from cellpark.planning.simulation.from_recipe import network_of
from cellpark.planning.simulation.model import Need, Network, Operation, Resource, Source
from cellpark.planning.simulation.plant import read_plant
from cellpark.planning.simulation.replication import Replicator
from cellpark.planning.simulation.study import Study, simulate
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.plan import parse_plan

RECIPES = Path(__file__).resolve().parent.parent / "examples" / "recipes"
SERVERS = {"M/M/c, 10 servers, 80 %": (10,), "six stations in a row, 2 to 8 servers, 80 %": (2, 3, 4, 5, 6, 8)}
LOAD, EVENTS_WANTED, ROUNDS, SIMPY_SHARE = 0.8, 1_000_000, 5, 20
YEAR, YEARS = 8_760.0, 100


def network(servers):
    """Stations in a row; work of one hour on average at the first, so long at the others that all are as busy."""
    arrivals = LOAD * servers[0]
    return Network(
        tuple(Resource(f"r{place}", count) for place, count in enumerate(servers)),
        tuple(
            Operation(f"o{place}", exponential(LOAD * count / arrivals), (Need(f"r{place}"),))
            for place, count in enumerate(servers)
        ),
        (Source("customer", "o0", exponential(1 / arrivals)),),
    )


@njit(error_model="numpy", inline="always")
def put(times, what, k, ends, load):
    while k > 0 and times[(k - 1) >> 1] > ends:
        above = (k - 1) >> 1
        times[k], what[k] = times[above], what[above]
        k = above
    times[k], what[k] = ends, load


@njit(error_model="numpy", inline="always")
def drop(times, what, size):
    last, load, k = times[size], what[size], 0
    while 2 * k + 1 < size:
        child = 2 * k + 1
        if child + 1 < size and times[child + 1] < times[child]:
            child += 1
        if times[child] >= last:
            break
        times[k], what[k] = times[child], what[child]
        k = child
    times[k], what[k] = last, load


@njit(error_model="numpy", inline="always")
def drawn(mean, seed, entity, operation):
    return -mean * math.log(pair(seed, 0, entity, operation, 0)[0])


@njit(error_model="numpy")
def by_hand(servers, means, between, until, seed):
    """The same stations, written for nothing else: a heap of times, a ring for each queue, a sum of waiting times.

    The random numbers are the engine's; Numba's own generator, drawn in turn, is no faster (measured: 0.95x and 0.97x).
    """
    stations, room = len(servers), 1 << 14
    times, what = np.empty(room), np.empty(room, np.int64)
    rings, came = np.empty((stations, room), np.int64), np.empty((stations, room))
    heads, tails, busy = np.zeros((3, stations), np.int64)
    waited, size, events, number = 0.0, 0, 0, 0
    arrival = drawn(between, seed, 0, 1 << 29)
    while min(arrival, times[0] if size else arrival) < until:
        at, place = stations, 0
        if size == 0 or arrival < times[0]:
            now, who, number = arrival, number, number + 1
            arrival = now + drawn(between, seed, number, 1 << 29)
        else:
            now, who, at = times[0], what[0] >> 4, what[0] & 15
            size, place = size - 1, at + 1
            drop(times, what, size)
        events += 1
        if at < stations:  # whoever waited longest for what is free begins
            busy[at] -= 1
            if heads[at] < tails[at]:
                first = heads[at] & (room - 1)
                waited += now - came[at, first]
                heads[at], busy[at] = heads[at] + 1, busy[at] + 1
                put(times, what, size, now + drawn(means[at], seed, rings[at, first], at), rings[at, first] << 4 | at)
                size += 1
        if place < stations and busy[place] < servers[place]:
            busy[place] += 1
            put(times, what, size, now + drawn(means[place], seed, who, place), who << 4 | place)
            size += 1
        elif place < stations:
            last = tails[place] & (room - 1)
            rings[place, last], came[place, last] = who, now
            tails[place] += 1
    return events, waited


def in_simpy(servers, until):
    """The same in SimPy, with Python's generator."""
    from random import Random

    chance, env = Random(1), simpy.Environment()
    stations = [simpy.Resource(env, count) for count in servers]
    arrivals = LOAD * servers[0]
    waited = [0.0]

    def customer():
        for station, count in zip(stations, servers, strict=True):
            came = env.now
            with station.request() as turn:
                yield turn
                waited[0] += env.now - came
                yield env.timeout(chance.expovariate(arrivals / (LOAD * count)))

    def coming():
        while True:
            yield env.timeout(chance.expovariate(arrivals))
            env.process(customer())

    env.process(coming())
    env.run(until)
    return waited[0]


def fastest(work):
    """Seconds of the processor: the best of the rounds, after one to warm up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return min(taken)


def stations():
    print("| events a second, one core | " + " | ".join(SERVERS) + " |")
    print("|---|" + "---|" * len(SERVERS))
    rows = {"SimPy": [], "by hand": [], "Cellpark": []}
    for servers in SERVERS.values():
        arrivals = LOAD * servers[0]
        until = EVENTS_WANTED / (1 + len(servers)) / arrivals
        replicator = Replicator(network(servers), Run(until))
        waited = replicator.once(0).operations[:, O_QUEUE].sum()
        events = int(replicator.world.counters[EVENTS])
        means = np.array([LOAD * count / arrivals for count in servers])
        hand = (np.array(servers), means, 1 / arrivals, until, 1)
        found = by_hand(*hand)
        assert found[0] == events
        assert abs(found[1] - waited) < 1e-3 * waited  # those who still wait at the end count in one of the two
        rows["Cellpark"].append(events / fastest(lambda r=replicator: r.once(0)))
        rows["by hand"].append(events / fastest(lambda h=hand: by_hand(*h)))
        before = time.process_time()
        in_simpy(servers, until / SIMPY_SHARE)
        rows["SimPy"].append(events / SIMPY_SHARE / (time.process_time() - before))
    for name, found in rows.items():
        print(f"| {name} | " + " | ".join(f"{each:,.0f}" for each in found) + " |")
    for name, target in (("SimPy", 50), ("by hand", 0.8)):
        ratios = [ours / peer for ours, peer in zip(rows["Cellpark"], rows[name], strict=True)]
        print(
            f"| **Cellpark / {name}** (target {target}x) | " + " | ".join(f"**{each:.2f}x**" for each in ratios) + " |"
        )


def plant():
    text = {end: (RECIPES / f"cart-cd19.{end}").read_bytes() for end in ("mbr.md", "plan.yaml", "plant.yaml")}
    recipe, plan = parse(text["mbr.md"].decode()), parse_plan(text["plan.yaml"].decode())
    compiled = network_of(recipe, plan, read_plant(text["plant.yaml"]))
    replicator = Replicator(compiled.network, Run(YEAR))
    taken, events = [], []
    for replication in range(YEARS):
        before = time.process_time()
        replicator.once(replication)
        taken.append((time.process_time() - before) * 1_000)
        events.append(int(replicator.world.counters[EVENTS]))
    middle = statistics.median(taken)
    print("\nThe shipped CAR-T recipe, 1,000 patients, one year:\n")
    print("| network | median ms of processor | p99 ms | events | events/s | target |")
    print("|---|---|---|---|---|---|")
    per_second = statistics.median(events) / middle * 1_000
    print(
        f"| {len(compiled.network.operations)} operations, shifts, faults | {middle:.1f} | {sorted(taken)[-2]:.1f}"
        f" | {statistics.median(events):,.0f} | {per_second:,.0f} | **{50 / middle:.1f}x** of 50 ms |"
    )
    print("\n| replications of that year, one process | seconds | memory at the end, MiB |")
    print("|---|---|---|")
    for count in (16, 160):
        before = time.perf_counter()
        simulate(compiled.network, Study(YEAR, replications=count))
        took = time.perf_counter() - before
        print(f"| {count} | {took:.1f} | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} |")


def main():
    print(
        f"Load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; processor time, best of {ROUNDS}.\n"
    )
    stations()
    plant()


if __name__ == "__main__":
    main()
