"""Small plants that the tests of planning change one fact at a time."""

from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

from cellpark.planning.facts import (
    Calendar,
    Edge,
    Facts,
    Hold,
    Job,
    Lag,
    Mode,
    Need,
    Objective,
    Operation,
    Resource,
    Shift,
)

DAYS = Calendar("days", (Shift(8, 16),), 24)


def operation(key: str, duration: int, *needs: Need, **others: Any) -> Operation:
    return Operation(key, (Mode(duration, needs),), **others)


def plant(**changes: Any) -> Facts:
    """Two batches in one suite with people by day; what is grown is harvested 20 to 30 hours later and then frozen."""
    suite, people = Need(("suite",), clearance=1), Need(("people",))
    operations = (
        operation("grow", 2, suite, people),
        operation("harvest", 3, suite, people),
        operation("freeze", 1, people),
    )
    made = Facts(
        name="two batches",
        horizon=240,
        calendars=(DAYS,),
        resources=(Resource("suite", 1), Resource("people", 1, "days"), Resource("reactor", 1)),
        jobs=tuple(
            Job(
                key=key,
                operations=operations,
                lags=(Lag("grow", "harvest", 20, 30), Lag("harvest", "freeze", 0, 4)),
                holds=(Hold("grow", "harvest", ("reactor",), last_at=Edge.START),),
                due=40,
                weight=weight,
            )
            for key, weight in (("P1", 1), ("P2", 3))
        ),
        objective=Objective(flow=1, tardiness=5),
    )
    return replace(made, **changes)


def job(**changes: Any) -> Facts:
    """The plant with its first batch changed."""
    made = plant()
    return replace(made, jobs=(replace(made.jobs[0], **changes), made.jobs[1]))


def small(seed: int) -> Facts:
    """Two or three jobs of one or two operations with everything that facts can say, by chance; never contradictory."""
    from cellpark.kernel.problem import Refused

    chance = Random(seed)
    while True:
        try:
            return _drawn(chance)
        except Refused:
            continue


def _drawn(chance: Random) -> Facts:
    resources = (
        Resource("room", chance.choice((1, 2)), segregated=chance.random() < 0.4, changeover=chance.choice((0, 2))),
        Resource("team", 2, "team"),
        Resource("left", 1),
        Resource("reactor", 1),
        Resource("right", 1, chance.choice((None, "team"))),
    )
    team = Calendar("team", (Shift(1, 5), Shift(6, 9, chance.choice((None, 1)))), 12)
    jobs = tuple(_drawn_job(chance, f"J{number}") for number in range(chance.choice((2, 2, 2, 3))))
    objective = Objective(flow=chance.choice((0, 1)), tardiness=3, makespan=chance.choice((0, 1)))
    return Facts("small", 30, resources, jobs, (team,), objective)


def _drawn_job(chance: Random, key: str) -> Job:
    needs = (
        lambda: Need(("room",), 1, chance.choice((0, 0, 1))),
        lambda: Need(("team",), chance.choice((1, 2))),
        lambda: Need(("left", "right")),
    )
    operations = []
    for number in range(chance.choice((1, 2, 2))):
        modes = tuple(
            Mode(chance.randint(1, 4), tuple(make() for make in chance.sample(needs, chance.choice((1, 2)))))
            for _ in range(chance.choice((1, 1, 2)))
        )
        operations.append(
            Operation(f"o{number}", modes, pausable=chance.random() < 0.25, earliest=chance.choice((0, 0, 4)))
        )
    lags, holds = [], []
    for first, second in pairwise(operations):
        least = chance.choice((0, 0, 2))
        lags.append(Lag(first.key, second.key, least, chance.choice((None, least, least + 4))))
    if len(operations) > 1 and chance.random() < 0.5:
        last = chance.choice(list(Edge))
        holds.append(Hold("o0", operations[-1].key, ("reactor",), 1, chance.choice((0, 1)), last_at=last))
    release, group = chance.choice((0, 0, 3)), chance.choice(("", "a", "b"))
    due = chance.choice((None, release + 8))
    return Job(key, tuple(operations), tuple(lags), tuple(holds), release, due, chance.randint(1, 3), group)
