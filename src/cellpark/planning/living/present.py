"""Batches of one recipe as they stand in the network that it is simulated with. Pure.

What other recipes do in the same plant is not in that network; it is in the published plan.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from cellpark.planning.drafting import BatchToPlan, Product, Stretch
from cellpark.planning.simulation.from_recipe import PATIENT, distribution_of, release_tests
from cellpark.planning.simulation.model import At, Network
from cellpark.planning.simulation.plant import hours
from cellpark.planning.simulation.present import Doing, Inside, Kept, Passed
from cellpark.planning.simulation.sessions import Session, sessions

Hours = Callable[[datetime], float]
"""An instant in the hours of the network."""
LOOP = "#"
REVIEW = "review"


def inside_of(batch: BatchToPlan, product: Product, network: Network, hour: Hours, now: datetime) -> Inside:
    """Where a batch that has begun stands: what it does or waits for, what it keeps, and what its limits count from."""
    return _Standing(batch, product, network, hour, now).inside()


class _Standing:
    def __init__(self, batch: BatchToPlan, product: Product, network: Network, hour: Hours, now: datetime) -> None:
        self.batch, self.product, self.network, self.hour, self.now = batch, product, network, hour, now
        self.sessions = sessions(product.recipe, product.plan)
        self.steps = [step.id for session in self.sessions for step in session.steps]
        self.latest: Mapping[str, tuple[int, Stretch]] = _latest(batch)
        self.last = max(self.latest, key=lambda key: (self.latest[key][1].begun, self.steps.index(key)), default=None)

    def inside(self) -> Inside:
        progress = self.batch.progress
        began = [each.begun for each in (*progress.steps.values(), *progress.tests.values())]
        since = min([*began, *([progress.made] if progress.made else []), self.now])
        tested = progress.made is not None or bool(progress.tests) or self._is_over()
        doing = self._tests() if tested else (self._doing(),)
        known = {each.name for each in self.network.operations}
        return Inside(
            self.batch.key,
            PATIENT,
            self.hour(since),
            doing,
            meet=REVIEW if len(doing) > 1 or (tested and doing[0].operation != REVIEW) else None,
            keeps=() if tested else tuple(self._keeps(doing[0])),
            passed=tuple(self._passed()),
            rounds={name: done for name, done in self._rounds() if name in known},
        )

    def _stretch(self, step: str) -> Stretch | None:
        found = self.latest.get(step)
        return None if found is None else found[1]

    def _session(self, step: str) -> int:
        return next(n for n, each in enumerate(self.sessions) if step in {one.id for one in each.steps})

    def _is_over(self) -> bool:
        """Whether nothing of the manufacture is left."""
        if self.last is None or self.last != self.steps[-1]:
            return False
        stretch = self._stretch(self.last)
        repeated = self.sessions[-1].unit.repeat is not None
        return stretch is not None and stretch.done is not None and not repeated

    def _doing(self) -> Doing:
        if self.last is None:
            return Doing(_entry(self.sessions[0]), came=self.hour(self.now))
        stretch = self.latest[self.last][1]
        planned = self.product.plan.steps[self.last]
        if stretch.done is None:
            begun = self.hour(stretch.begun)
            hands = None if planned.hands is None else hours(planned.hands)
            if hands is not None and begun + hands <= self.hour(self.now):
                return Doing(f"{self.last} rest", since=begun + hands)
            return Doing(self.last, since=begun)
        return self._next(self.hour(stretch.done))

    def _next(self, came: float) -> Doing:
        """What is waited for after the last step that is done."""
        assert self.last is not None, "something was done"
        place = self._session(self.last)
        session = self.sessions[place]
        ids = [each.id for each in session.steps]
        after = ids.index(self.last) + 1
        if after < len(ids):
            step = session.steps[after]
            routed = step.branch and not all(each.branch for each in session.steps)
            return Doing(f"{step.id} way" if routed else step.id, came=came)
        unit = session.unit
        following = self.sessions[place + 1] if place + 1 < len(self.sessions) else None
        if unit.repeat is not None and (following is None or following.unit is not unit):
            return Doing(f"{unit.id} round", came=came)
        assert following is not None, "what is over is tested"
        return Doing(_entry(following), came=came)

    def _tests(self) -> tuple[Doing, ...]:
        """Tests go on at the same time; with none left, the review is waited for."""
        found = []
        for name in release_tests(self.product.recipe):
            test = self.product.plan.tests.get(name)
            if test is None:
                continue
            stretch = self.batch.progress.tests.get(name)
            if stretch is None:
                found.append(Doing(name, came=self.hour(self.batch.progress.made or self.now)))
            elif stretch.done is None:
                begun, worked = self.hour(stretch.begun), distribution_of(test.work).mean
                waits = begun + worked <= self.hour(self.now)
                found.append(Doing(f"{name} wait", since=begun + worked) if waits else Doing(name, since=begun))
        return tuple(found) or (Doing(REVIEW, came=self.hour(self.now)),)

    def _keeps(self, doing: Doing) -> Iterator[Kept]:
        """What was taken at the beginning of a session and is given back at an operation that is still to come."""
        if self.last is None:
            return
        order = [each.name for each in self.network.operations]
        operations = {each.name: each for each in self.network.operations}
        here = order.index(doing.operation)
        for session in self.sessions[: self._session(self.last) + 1]:
            first = session.steps[0].id
            if first not in self.latest or order.index(_begin(session)) >= here:
                continue
            for need in operations[_begin(session)].needs:
                if need.until is not None and order.index(need.until) >= here:
                    yield Kept(need.resource, need.until)

    def _passed(self) -> Iterator[Passed]:
        wanted = {(lag.since, lag.counts_from) for each in self.network.operations for lag in each.lags}
        for name, edge in sorted(wanted, key=lambda each: (each[0], each[1].value)):
            stretch = self._stretch(name.removesuffix(" begin").removesuffix(" rest"))
            at = None if stretch is None else stretch.begun if edge is At.START else stretch.done
            if at is not None:
                yield Passed(name, edge, self.hour(at))

    def _rounds(self) -> Iterator[tuple[str, int]]:
        for unit in self.product.recipe.units:
            numbers = [self.latest[step.id][0] for step in unit.steps if step.id in self.latest]
            if unit.repeat is not None and numbers and max(numbers) > 1:
                yield f"{unit.id} round", max(numbers) - 1


def _latest(batch: BatchToPlan) -> dict[str, tuple[int, Stretch]]:
    """Steps with the number and the times of their last round."""
    found: dict[str, tuple[int, Stretch]] = {}
    for key, stretch in batch.progress.steps.items():
        step, _, number = key.partition(LOOP)
        done = (int(number or 1), stretch)
        if step not in found or found[step][0] <= done[0]:
            found[step] = done
    return found


def _begin(session: Session) -> str:
    first = session.steps[0]
    return first.id if session.quality and not first.branch else f"{first.id} begin"


def _entry(session: Session) -> str:
    """Where a session is come to: what may be left out begins with the choice."""
    skipped = all(each.branch for each in session.steps) and not session.quality
    return f"{session.steps[0].id} way" if skipped else _begin(session)
