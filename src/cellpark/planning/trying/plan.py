"""A plan as what is free of each resource at each time; one job after the other can be placed elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cellpark.planning.facts import Facts, Job, Operation, Resource, open_spans
from cellpark.planning.facts.calendars import Span
from cellpark.planning.replanning.using import Use, uses_of
from cellpark.planning.scheduling.checker import objective_of
from cellpark.planning.scheduling.result import Kept, Placed, Schedule
from cellpark.planning.scheduling.tables import capacities

Flags = npt.NDArray[np.bool_]


class Standing:
    """Facts, and where everything stands. Never changed: ``having`` gives another one."""

    def __init__(self, facts: Facts, schedule: Schedule) -> None:
        """Count what every job takes."""
        self.facts, self.schedule = facts, schedule
        self.jobs: dict[str, Job] = {each.key: each for each in facts.jobs}
        self.operations: dict[tuple[str, str], Operation] = {
            (job.key, each.key): each for job in facts.jobs for each in job.operations
        }
        self.resources: dict[str, Resource] = {each.key: each for each in facts.resources}
        self.rows = {each.key: row for row, each in enumerate(facts.resources)}
        self.room = capacities(facts)
        self._open: dict[tuple[str, int], tuple[Span, ...]] = {}
        self.placed = {(each.job, each.operation): each for each in schedule.placed}
        self.kept = {(each.job, each.hold): each.resource for each in schedule.kept}
        self.free = self.room.astype(np.int64)
        self.uses: dict[str, tuple[Use, ...]] = {}
        for job in facts.jobs:
            self._count(job.key, -1)

    def having(self, placed: Iterable[Placed], kept: Mapping[tuple[str, int], str]) -> "Standing":
        """The same plan with some operations and holds elsewhere."""
        moved = {(each.job, each.operation): each for each in placed}
        touched = {job for job, _ in (*moved, *kept)}
        found = object.__new__(Standing)
        for name in ("facts", "schedule", "jobs", "operations", "resources", "rows", "room", "_open"):
            setattr(found, name, getattr(self, name))
        found.placed, found.kept = {**self.placed, **moved}, {**self.kept, **kept}
        found.free, found.uses = self.free.copy(), dict(self.uses)
        for job in touched:
            found._count(job, 1)
            found._count(job, -1)
        return found

    def without(self, job: str) -> npt.NDArray[np.int64]:
        """What is free at each time when a job takes nothing."""
        free = self.free.copy()
        for use in self.uses[job]:
            free[self.rows[use.resource], use.start : use.end] += use.count
        return free

    def _count(self, job: str, sign: int) -> None:
        """Take (-1) or give back (1) what a job has; what it takes is counted from where it stands now."""
        if sign < 0:
            self.uses[job] = tuple(uses_of(self.jobs[job], self.placed, self.kept))
        for use in self.uses[job]:
            self.free[self.rows[use.resource], use.start : use.end] += sign * use.count

    def others(self, job: str) -> Mapping[str, list[Use]]:
        """What other jobs take, by resource."""
        found: dict[str, list[Use]] = defaultdict(list)
        for key, uses in self.uses.items():
            if key != job:
                for use in uses:
                    found[use.resource].append(use)
        return found

    def open_spans(self, resource: str, count: int) -> tuple[Span, ...]:
        """When so many of a resource are at work."""
        key = (resource, count)
        if key not in self._open:
            self._open[key] = open_spans(self.facts, self.resources[resource], count)
        return self._open[key]

    def as_schedule(self) -> Schedule:
        """The plan as every solver gives one; nothing is proven of it."""
        placed = tuple(self.placed[each.job, each.operation] for each in self.schedule.placed)
        kept = tuple(Kept(job, number, key) for (job, number), key in self.kept.items())
        found = replace(self.schedule, placed=placed, kept=kept, proven=False)
        return replace(found, objective=objective_of(self.facts, found))
