"""A batch as a job: operations, lags and holds from the pieces that are still to be done. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from cellpark.planning.drafting.batches import BatchToPlan, Stretch
from cellpark.planning.drafting.clock import Clock
from cellpark.planning.drafting.pieces import LOOP, Piece, attended
from cellpark.planning.drafting.windows import Window
from cellpark.planning.facts import Edge, Frozen, Hold, Job, Lag, Mode, Need, Operation
from cellpark.planning.simulation.from_recipe import OPERATOR, qualified_name, suite_name
from cellpark.planning.simulation.plant import HOUR_SECONDS, Plant
from cellpark.planning.simulation.sessions import QUALITY
from cellpark.recipes.dialect.plan import LABORATORY, Plan
from cellpark.recipes.dialect.plan_length import typical_work

NOW = "now"
"""The instant from which a batch in progress is planned: what runs since earlier is counted from it."""


@dataclass(slots=True)
class Drawing:
    """One batch while it is drawn: what a product, a plant and a clock say of all its batches, and what is found.

    ``leniency``: 0 keeps typical times; 1 takes cultures out as soon as their limits let it; 2 gives up limits that run
    already and names them (``overdue``), because no crew is there in time.
    """

    batch: BatchToPlan
    mbr: str
    plan: Plan
    plant: Plant
    clock: Clock
    now: datetime
    pieces: tuple[Piece, ...]
    windows: tuple[Window, ...]
    tests: tuple[str, ...]
    leniency: int = 0
    operations: list[Operation] = field(default_factory=list)
    lags: list[Lag] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    earliest: dict[str, int] = field(default_factory=dict)
    overdue: list[str] = field(default_factory=list)

    def job(self) -> Job:
        """The job. What is past stays out; limits that count from it are counted from now."""
        batch, progress = self.batch, self.batch.progress
        release = self.clock.after(max(batch.release, self.now))
        if progress.has_begun:
            release = self.clock.after(self.now)
            self.operations.append(Operation(NOW, (Mode(0),), frozen=Frozen(release)))
        elif not batch.arrived and "inbound" in self.plan.ways:
            way = typical_work(self.plan.ways["inbound"])
            self._no_sooner(self.pieces[0].key, batch.release + timedelta(seconds=float(way)))
        left = self._manufacture()
        self._after(left)
        operations = tuple(self._timed(each) for each in self.operations)
        due = None if batch.due is None else max(0, self.clock.since(batch.due))
        return Job(batch.key, operations, tuple(self.lags), tuple(self.holds), release, due, batch.weight, batch.group)

    def _timed(self, operation: Operation) -> Operation:
        earliest = self.earliest.get(operation.key, 0)
        if not earliest or operation.frozen is not None:
            return operation
        return Operation(operation.key, operation.modes, operation.pausable, earliest)

    def _plain(self, key: str, seconds: Decimal, *needs: Need, pausable: bool = False) -> None:
        self.operations.append(Operation(key, (Mode(self.clock.no_less(seconds), needs),), pausable))

    def _manufacture(self) -> list[Piece]:
        """The pieces that are left; the first of them may be on its way."""
        begun = [n for n, each in enumerate(self.pieces) if self._begun(each)]
        first, running = 0, False
        if self.batch.progress.made is not None:
            first = len(self.pieces)
        elif begun:
            first = begun[-1]
            running = not self._is_done(self.pieces[first])
            first += 0 if running else 1
        left = list(self.pieces[first:])
        going: int | None = self.clock.after(self.now) if running else None
        for number, piece in enumerate(left):
            # what was begun in one go is finished in one go, be it after the shift, where nothing else is possible
            late = number > 0 and piece.joined and self.leniency > 1
            going = self._operation(piece, going if number == 0 or late else None)
            if late and going is not None:
                self.overdue.append(piece.key)
        if left and self.batch.progress.has_begun:
            self.lags.append(Lag(NOW, left[0].key))
        for before, piece in pairwise(left):
            self.lags.append(self._following(before, piece, running=running and before is left[0]))
        for number, piece in enumerate(left):
            self._every(piece, {each.key for each in left})
            self._keeping(piece, left, number)
        self._from_the_past(first, left, running=running)
        self._limits(left)
        return left

    def _stretch(self, key: str) -> Stretch | None:
        return self.batch.progress.steps.get(key)

    def _latest(self, step: str) -> Stretch | None:
        """The same of a step's last round."""
        found = [each for key, each in self.batch.progress.steps.items() if key.partition(LOOP)[0] == step]
        return max(found, key=lambda each: each.begun, default=None)

    def _begun(self, piece: Piece) -> bool:
        return any(self._stretch(each.key) for each in piece.done)

    def _is_done(self, piece: Piece) -> bool:
        """Whether its people are through with it; what rests after it may go on."""
        waiting = (each for each in piece.done if not each.step.branch and self._counts(each.key, piece))
        return all(self._left(each.key, each.seconds) == 0 for each in waiting)

    def _left(self, key: str, seconds: Decimal) -> Decimal:
        """Seconds that a step still takes, of those that it typically takes."""
        stretch = self._stretch(key)
        if stretch is None:
            return seconds
        if stretch.done is not None:
            return Decimal(0)
        hands = self.plan.steps[key.partition(LOOP)[0]].hands
        seconds = attended(self.plan.steps[key.partition(LOOP)[0]])
        spent = Decimal(int((self.now - stretch.begun).total_seconds()))
        # a step that is signed only later than it typically is takes at least one unit more
        least = Decimal(0) if hands is not None else Decimal(self.clock.unit_minutes * 60)
        return max(seconds - spent, least)

    def _operation(self, piece: Piece, at: int | None) -> int | None:
        """A piece, which goes on or must go on ``at``; when it is over then."""
        needs = tuple(self._needs(piece))
        left = (self._left(each.key, each.seconds) for each in piece.done if self._counts(each.key, piece))
        duration = self.clock.no_less(sum(left, Decimal(0)))
        frozen = None if at is None else Frozen(at, 0, tuple(need.any_of[0] for need in needs))
        self.operations.append(Operation(piece.key, (Mode(duration, needs),), frozen=frozen))
        return None if at is None else at + duration

    def _counts(self, key: str, piece: Piece) -> bool:
        """Steps follow each other: those before the last that was begun are done, or branches that were not taken."""
        keys = [each.key for each in piece.done]
        return keys.index(key) >= max((n for n, each in enumerate(keys) if self._stretch(each)), default=0)

    def _needs(self, piece: Piece) -> list[Need]:
        if piece.quality:
            return [Need((QUALITY,), piece.people)]
        needs = [Need((OPERATOR,), piece.people)]
        if self.mbr in self.plant.people[OPERATOR].qualified:
            needs.append(Need((qualified_name(OPERATOR, self.mbr),), piece.people))
        if piece.suite is not None:
            clear = self._clearance(self.plant.suites[piece.suite].clearance)
            needs.append(Need((suite_name(piece.suite),), 1, clear))
        return [
            *needs,
            *(Need((each,), 1, self._clearance(self.plant.devices[each].clearance)) for each in piece.devices),
        ]

    def _clearance(self, hours: float) -> int:
        return self.clock.no_less(Decimal(str(hours)) * HOUR_SECONDS)

    def _rest(self, piece: Piece) -> Decimal:
        """How long what goes on by itself is left to itself."""
        shortest = piece.rest_least if self.leniency else None
        return min(each for each in (piece.rest or Decimal(0), shortest) if each is not None)

    def _following(self, before: Piece, piece: Piece, *, running: bool) -> Lag:
        """From one piece to the next: at once, after what rests, or when there is room for it."""
        if piece.joined:
            return Lag(before.key, piece.key, 0, 0)
        least = self.clock.no_less(self._rest(before))
        most = None if before.rest_most is None else max(self.clock.no_more(before.rest_most), least)
        if running and most is not None and self.leniency > 1:
            self.overdue.append(piece.key)
            most = None
        return Lag(before.key, piece.key, least, most)

    def _every(self, piece: Piece, left: set[str]) -> None:
        if piece.every is not None and piece.every_of in left:
            least = self.clock.no_less(piece.every)
            self.lags.append(Lag(piece.every_of, piece.key, least, first_at=Edge.START, second_at=Edge.START))

    def _keeping(self, piece: Piece, left: Sequence[Piece], number: int) -> None:
        """Devices that stay with the batch between its pieces."""
        after = left[number + 1].key if number + 1 < len(left) else None
        for device in piece.resting:
            clear = self._clearance(self.plant.devices[device].clearance)
            last, edge = (after, Edge.START) if after is not None else (piece.key, Edge.END)
            self.holds.append(Hold(piece.key, last, (device,), 1, clear, last_at=edge))
        for device, until in piece.kept:
            clear = self._clearance(self.plant.devices[device].clearance)
            self.holds.append(Hold(piece.key, until, (device,), 1, clear))

    def _from_the_past(self, first: int, left: Sequence[Piece], *, running: bool) -> None:
        """What was done reaches into what is left: cultures that rest, devices that are kept, rounds that are due."""
        if not left or not self.batch.progress.has_begun:
            return
        past, keys = self.pieces[:first], {each.key for each in left}
        for piece in past:
            for device, until in piece.kept:
                if until in keys:
                    clear = self._clearance(self.plant.devices[device].clearance)
                    self.holds.append(Hold(NOW, until, (device,), 1, clear))
        if past and not running:
            self._resting(past[-1], left[0])
        for piece in left:
            before = self._stretch(piece.every_of or "")
            if piece.every is not None and before is not None and piece.every_of not in keys:
                self._no_sooner(piece.key, before.begun + timedelta(seconds=float(piece.every)))

    def _resting(self, before: Piece, piece: Piece) -> None:
        """The last step goes on by itself, or just went; the next begins when it may and before it must."""
        last = self._stretch(before.done[-1].key)
        if before.rest is None or last is None or last.done is not None:
            return
        left_at = last.begun + timedelta(seconds=float(before.done[-1].seconds))
        self._no_sooner(piece.key, left_at + timedelta(seconds=float(self._rest(before))))
        if before.rest_most is not None:
            self._no_later(piece.key, left_at + timedelta(seconds=float(before.rest_most)))
        for device in before.resting:
            clear = self._clearance(self.plant.devices[device].clearance)
            self.holds.append(Hold(NOW, piece.key, (device,), 1, clear, last_at=Edge.START))

    def _no_sooner(self, key: str, at: datetime) -> None:
        self.earliest[key] = max(self.earliest.get(key, 0), self.clock.after(at))

    def _no_later(self, key: str, at: datetime) -> None:
        """A limit that has passed, or that nobody can keep, is not planned for: the plan names it."""
        most = self.clock.since(at) - self.clock.after(self.now)
        if self.leniency > 1 or most < 0 or self.clock.since(at) < self.earliest.get(key, 0):
            self.overdue.append(key)
            return
        self.lags.append(Lag(NOW, key, 0, most))

    def _limits(self, left: Sequence[Piece]) -> None:
        """Limits between steps of two pieces; within a piece nothing waits (``windows`` judges it)."""
        # of a loop the last round counts
        where = {done.step.id: (n, m) for n, piece in enumerate(left) for m, done in enumerate(piece.done)}
        for window in self.windows:
            if window.step not in where or LOOP in left[where[window.step][0]].key:
                continue
            number, place = where[window.step]
            piece = left[number]
            before = sum((each.seconds for each in piece.done[:place]), Decimal(0))
            ended = self._latest(window.since)
            if window.since in where:
                first, since = where[window.since]
                if all(each.joined for each in left[first + 1 : number + 1]):
                    continue  # nothing waits between them: ``windows`` judged their times as they are
                after = sum((each.seconds for each in left[first].done[since + 1 :]), Decimal(0))
                self._window(window, left[first].key, piece.key, after + before)
            elif ended is not None and ended.done is not None and self._stretch(piece.done[0].key) is None:
                off = timedelta(seconds=float(before))
                if window.least is not None:
                    self._no_sooner(piece.key, ended.done + timedelta(seconds=float(window.least)) - off)
                if window.most is not None:
                    self._no_later(piece.key, ended.done + timedelta(seconds=float(window.most)) - off)

    def _window(self, window: Window, first: str, second: str, between: Decimal) -> None:
        least = 0 if window.least is None else max(0, self.clock.no_less(window.least - between))
        most = None if window.most is None else self.clock.no_more(window.most - between)
        self.lags.append(Lag(first, second, least, most))

    def _after(self, left: Sequence[Piece]) -> None:
        """Tests at the same time from the end of manufacture, then the review and the way out."""
        made = left[-1] if left else None
        done = {name for name, each in self.batch.progress.tests.items() if each.done is not None}
        waits = [self._test(name, made) for name in self.tests if name not in done]
        if made is not None:
            waits.append(Lag(made.key, "review", self.clock.no_less(made.rest or 0)))
        review = typical_work(self.plan.ways["review"]) if "review" in self.plan.ways else Decimal(0)
        self._plain("review", review, Need((QUALITY,)), pausable=True)
        self.lags += waits
        if "outbound" in self.plan.ways:
            self._plain("outbound", typical_work(self.plan.ways["outbound"]))
            self.lags.append(Lag("review", "outbound"))

    def _test(self, name: str, made: Piece | None) -> Lag:
        """A test as an operation, or what is left of one that was begun; the lag from it to the review."""
        test, begun = self.plan.tests[name], self.batch.progress.tests.get(name)
        wait = typical_work(test.wait)
        if begun is not None:
            over = begun.begun + timedelta(seconds=float(typical_work(test.work) + wait))
            left = max(over - self.now, timedelta(0))
            return Lag(NOW, "review", self.clock.no_less(int(left.total_seconds())))
        self._plain(name, typical_work(test.work), Need((LABORATORY,), test.people))
        if made is not None:
            self.lags.append(Lag(made.key, name))
        return Lag(name, "review", self.clock.no_less(wait))
