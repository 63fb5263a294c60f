"""A flow cytometry file of 66,000 events and 16 channels, by ourselves and by FlowKit called directly; then 100 files.

Both read, compensate, transform, gate eight times and give counts, shares and medians of the same strategy, in turns,
in the same process. Members are compared event for event first. Smaller: ``python -m bench.flow ROUNDS FILES``.
"""

import io
import os
import statistics
import sys
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from cellpark.assays.flow.gatingml_write import write_strategy
from cellpark.assays.flow.kind import analysed
from cellpark.assays.flow.strategy import (
    Dimension,
    Divider,
    Ellipsoid,
    Polygon,
    Quadrant,
    Quadrants,
    Rectangle,
    Scale,
    Strategy,
)
from cellpark.assays.public import analyse

# one thread each: a queue is given cores by processes, and a second thread under one of them would hide the gain
THREADS = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
EVENTS, DYES = 66_000, 13
CHANNELS = ("FSC-A", "FSC-H", "SSC-A", *(f"D{number:02}-A" for number in range(1, DYES + 1)))
TARGET, TARGET_QUEUE = 1.15, 1.8


def tube(seed=20261122):
    """A list-mode file with three populations in thirteen dyes that spill into each other."""
    chance = np.random.default_rng(seed)
    kind = chance.choice(3, EVENTS, p=(0.55, 0.3, 0.15))
    table = np.empty((EVENTS, len(CHANNELS)))
    table[:, 0] = chance.normal(90_000, 18_000, EVENTS)
    table[:, 1] = table[:, 0] * chance.normal(0.85, 0.04, EVENTS)
    table[:, 2] = chance.normal(45_000, 12_000, EVENTS)
    spill = np.eye(DYES) + chance.uniform(0, 0.06, (DYES, DYES)) * (1 - np.eye(DYES))
    centres = 10 ** chance.uniform(2.0, 4.6, (3, DYES))
    light = centres[kind] * chance.lognormal(0, 0.4, (EVENTS, DYES)) + chance.normal(0, 120, (EVENTS, DYES))
    table[:, 3:] = light @ spill
    numbers = ",".join(repr(float(value)) for value in spill.ravel())
    words = {
        "$MODE": "L", "$DATATYPE": "F", "$BYTEORD": "1,2,3,4", "$NEXTDATA": "0", "$PAR": str(len(CHANNELS)),
        "$TOT": str(EVENTS), "$BEGINSTEXT": "0", "$ENDSTEXT": "0", "$BEGINANALYSIS": "0", "$ENDANALYSIS": "0",
        "$SPILLOVER": f"{DYES},{','.join(CHANNELS[3:])},{numbers}", "$BEGINDATA": "0" * 8, "$ENDDATA": "0" * 8,
    }  # fmt: skip
    for place, name in enumerate(CHANNELS, start=1):
        words |= {f"$P{place}N": name, f"$P{place}B": "32", f"$P{place}E": "0,0", f"$P{place}R": "262144"}
    data = table.astype("<f4").tobytes()
    text = "|" + "|".join(part for pair in words.items() for part in pair) + "|"
    start = 58 + len(text)
    for key, place in (("$BEGINDATA", start), ("$ENDDATA", start + len(data) - 1)):
        text = text.replace(f"|{key}|00000000|", f"|{key}|{place:08}|")
    places = "".join(f"{place:>8}" for place in (58, start - 1, start, start + len(data) - 1, 0, 0))
    return f"FCS3.1    {places}{text}".encode() + data


def strategy():
    """Eight gates of all shapes, on logicle, hyperlog and asinh."""
    scales = {
        "L": Scale("logicle", {"T": 262144.0, "W": 0.7, "M": 4.5, "A": 0.0}),
        "H": Scale("hyperlog", {"T": 262144.0, "W": 0.5, "M": 4.5, "A": 0.0}),
        "S": Scale("fasinh", {"T": 262144.0, "M": 4.5, "A": 0.0}),
    }

    def dye(number, scale="L", **limits):
        return Dimension(f"D{number:02}-A", scale=scale, compensation="FCS", **limits)

    corners = (
        (30_000.0, 5_000.0), (30_000.0, 60_000.0), (90_000.0, 95_000.0), (160_000.0, 80_000.0), (120_000.0, 5_000.0)
    )  # fmt: skip
    wide = ((0.2, 0.1), (0.2, 0.8), (0.9, 0.9), (0.95, 0.2))
    gates = (
        Polygon(id="Cells", dimensions=(Dimension("FSC-A"), Dimension("SSC-A")), vertices=corners),
        Polygon(
            id="Single",
            parent="Cells",
            dimensions=(Dimension("FSC-A"), Dimension("FSC-H")),
            vertices=((20_000.0, 12_000.0), (20_000.0, 22_000.0), (170_000.0, 165_000.0), (170_000.0, 125_000.0)),
        ),
        Rectangle(id="Viable", parent="Single", dimensions=(dye(1, high=0.72),)),
        Polygon(id="T", parent="Viable", dimensions=(dye(2), dye(3)), vertices=wide),
        Rectangle(id="Box", parent="Viable", dimensions=(dye(4, "H", low=0.3, high=0.9), dye(5, "H", low=0.2))),
        Ellipsoid(
            id="Round",
            parent="T",
            dimensions=(dye(6), dye(7, "S")),
            mean=(0.55, 0.55),
            covariance=((0.02, 0.004), (0.004, 0.02)),
            distance_square=3.0,
        ),
        Quadrants(
            id="Four",
            parent="T",
            dividers=(Divider("X", dye(8), (0.5,)), Divider("Y", dye(9), (0.5,))),
            quadrants=tuple(
                Quadrant(f"Q{x}{y}", (("X", 0.25 + 0.5 * x), ("Y", 0.25 + 0.5 * y))) for x in (0, 1) for y in (0, 1)
            ),
        ),
        Rectangle(id="Last", parent="Q11", dimensions=(dye(10, "S", low=0.3),)),
    )
    return Strategy(scales, {}, {}, gates)


def by_flowkit(content, document, channels):
    """FlowKit's own way: sample, strategy, gating; then the medians that we give too, from its compensated events."""
    import flowkit

    sample = flowkit.Sample(io.BytesIO(content), sample_id="tube")
    gating = flowkit.parse_gating_xml(io.BytesIO(document))
    results = gating.gate_sample(sample)
    sample.apply_compensation(sample.metadata["spillover"])
    events = sample.get_events(source="comp")
    rows = {}
    for name, _path in gating.get_gate_ids():
        if name == "Four":
            continue
        inside = results.get_gate_membership(name)
        medians = [
            float(np.median(values)) if (values := events[inside, sample.get_channel_index(channel)]).size else None
            for channel in channels
        ]
        rows[name] = (int(inside.sum()), results.get_gate_relative_percent(name), medians, inside)
    return rows


def queued(work):
    """One analysis of the queue, in a process of its own."""
    content, document = work
    return analyse("flow-cytometry", {"fcs": content, "gating": document}, {}).digest


def elapsed(act):
    before = time.perf_counter()
    act()
    return (time.perf_counter() - before) * 1000


def main(rounds=25, files=100):
    warnings.simplefilter("ignore")
    content, document = tube(), write_strategy(strategy())
    both = {"fcs": content, "gating": document}
    _tube, members, rows = analysed(both, {})
    channels = [each.channel for each in rows[0].intensities]
    theirs = by_flowkit(content, document, channels)
    for row in rows:
        count, _share, medians, inside = theirs[row.id]
        assert np.array_equal(members[row.id], inside), row.id
        assert count == row.count
        assert all(a == b.median for a, b in zip(medians, row.intensities, strict=True)), row.id
    ours, direct = [], []
    for _ in range(rounds):
        ours.append(elapsed(lambda: analyse("flow-cytometry", both, {})))
        direct.append(elapsed(lambda: by_flowkit(content, document, channels)))
    mine, other = statistics.median(ours), statistics.median(direct)
    queue = [(content, document)] * files
    alone = elapsed(lambda: [queued(work) for work in queue])
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(queued, queue[:4]))  # both processes are there, with their imports
        together = elapsed(lambda: list(pool.map(queued, queue, chunksize=2)))
    print(f"{EVENTS:,} events, {len(CHANNELS)} channels, {len(content):,} bytes; eight gates, {len(rows)} populations,")
    print(f"{len(channels)} medians each; the same members and medians as FlowKit; {rounds} rounds in turns;")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print("| work | median ms | best ms | against | target |")
    print("|---|---|---|---|---|")
    print(f"| one file through `analyse` | {mine:.0f} | {min(ours):.0f} | {mine / other:.2f}x FlowKit | {TARGET}x |")
    print(f"| the same, FlowKit called directly | {other:.0f} | {min(direct):.0f} | | |")
    print(f"| {files} files, one process | {alone:.0f} | | | |")
    gain = alone / together
    print(f"| {files} files, two processes | {together:.0f} | | {gain:.2f}x one | {TARGET_QUEUE}x |")


if __name__ == "__main__":
    if any(name not in os.environ for name in THREADS):
        # numpy reads them when it is loaded
        os.execve(sys.executable, [sys.executable, "-m", "bench.flow", *sys.argv[1:]], {**os.environ, **THREADS})
    main(*map(int, sys.argv[1:]))
