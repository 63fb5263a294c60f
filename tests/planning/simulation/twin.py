"""The same plant in SimPy, written from the description of the model and not from the engine.

Its random numbers are its own Philox in plain Python; processes, times and interruptions are SimPy's; who begins is
decided here, by the rules of docs/simulation.md.
"""

import math
from bisect import bisect_right
from statistics import NormalDist

import simpy

from cellpark.planning.simulation.distribution import Shape
from cellpark.planning.simulation.model import At, Interrupted, Work

LOW = 0xFFFFFFFF


def philox(counter, key):
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & LOW, (p0 >> 32) ^ c3 ^ k1, p0 & LOW
        k0, k1 = (k0 + 0x9E3779B9) & LOW, (k1 + 0xBB67AE85) & LOW
    return c0, c1, c2, c3


def pair(seed, replication, entity, operation, draw):
    a, b, c, d = philox((replication, entity, operation, draw), (seed & LOW, seed >> 32))
    return (((a << 32 | b) >> 12) + 0.5) * 2.0**-52, (((c << 32 | d) >> 12) + 0.5) * 2.0**-52


def value(d, share):
    """Inversion, written anew; gamma is not in the plant."""
    if d.shape is Shape.EMPIRICAL:
        below = [sum(d.weights[: place + 1]) / sum(d.weights) for place in range(len(d.weights))]
        return next(one for one, most in zip(d.values, below, strict=True) if share <= most + 1e-12)
    return {
        Shape.CONSTANT: lambda: d.a,
        Shape.EXPONENTIAL: lambda: -d.a * math.log(share),
        Shape.LOGNORMAL: lambda: d.a * math.exp(d.b * NormalDist().inv_cdf(share)),
        Shape.TRIANGULAR: lambda: triangle(d.a, d.b, d.c, share),
    }[d.shape]()


def triangle(low, mode, high, share):
    if share * (high - low) < mode - low:
        return low + math.sqrt(share * (high - low) * (mode - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - mode))


class Hours:
    """A calendar, unrolled."""

    def __init__(self, calendar, until):
        self.spans = []
        for period in range(int(until / calendar.period) + 3):
            for each in calendar.openings:
                base = period * calendar.period
                self.spans.append((base + each.start, base + each.end, each.level))
        self.starts = [each[0] for each in self.spans]

    def at(self, now):
        place = bisect_right(self.starts, now) - 1
        if place < 0 or now >= self.spans[place][1]:
            return 0, now
        level, until = self.spans[place][2], self.spans[place][1]
        while place + 1 < len(self.spans) and self.spans[place + 1][0] == until:
            place += 1
            until = self.spans[place][1]
        return level, until

    def opens(self, now):
        return self.starts[bisect_right(self.starts, now)]

    def longest(self):
        return max(self.at(start)[1] - start for start in self.starts[: len(self.starts) // 2])


class Unit:
    def __init__(self):
        self.owner, self.kept, self.down = None, None, False


class Pool:
    def __init__(self, resource, until):
        self.resource, self.used = resource, 0
        self.hours = None if resource.calendar is None else Hours(resource.calendar, 4 * until + 5000)
        self.units = [Unit() for _ in range(resource.capacity)] if resource.faults else []


class Walker:
    """A patient, or one of its branches."""

    def __init__(self, number, root=None):
        self.number, self.root = number, root or self
        self.rank, self.laps, self.chance, self.work, self.order = 0, 0, 0.0, 0.0, 0
        self.flags, self.kept, self.marks, self.counts = set(), {}, {}, {}
        self.process, self.working, self.blocked, self.again = None, None, 0.0, False


class Twin:
    """``lines`` are what happened: (what, patient, operation, time)."""

    def __init__(self, network, *, until, seed, replication):
        self.network, self.until, self.seed, self.replication = network, until, seed, replication
        self.env, self.lines, self.waiting, self.orders = simpy.Environment(), [], {}, 0
        self.pools = {each.name: Pool(each, until) for each in network.resources}
        self.index = {each.name: place for place, each in enumerate(network.operations)}
        self.operations = {each.name: each for each in network.operations}
        self.waking = set()
        unit = 0
        for pool in self.pools.values():
            for each in pool.units:
                self.env.process(self.breaking(pool, each, unit))
                unit += 1
        for place, source in enumerate(network.sources):
            assert place == 0
            self.env.process(self.arriving(source))

    def run(self):
        self.env.run(self.until)
        return self.lines

    def draw(self, entity, operation, draw):
        return pair(self.seed, self.replication, entity, operation, draw)

    def arriving(self, source):
        number = 0
        while True:
            share = self.draw(number, 1 << 29, 0)[0]
            yield self.env.timeout(value(source.between, share))
            walker = Walker(number)
            walker.rank = int(value(source.rank, self.draw(number, (1 << 29) + (1 << 28), 0)[0]) + 0.5)
            self.note("arrived", walker, None)
            walker.process = self.env.process(self.walk(walker, source.first))
            number += 1

    def breaking(self, pool, unit, place):
        count, faults = 0, pool.resource.faults
        while True:
            up, repair = self.draw(count, (1 << 30) + place, 0)
            yield self.env.timeout(value(faults.up, up))
            took = value(faults.repair, repair)
            back, count, unit.down = self.env.now + took, count + 1, True
            if unit.owner is None:
                pool.used += 1
            elif unit.owner.working is None:
                unit.owner.blocked = max(unit.owner.blocked, back)
            else:
                unit.owner.process.interrupt((faults.then, took))
            yield self.env.timeout(took)
            unit.down = False
            if unit.owner is None:
                pool.used -= 1
                self.look()

    def note(self, what, walker, operation):
        self.lines.append((what, walker.number, operation, self.env.now))

    def walk(self, walker, name):
        while name in self.operations:
            operation = self.operations[name]
            if operation.name in {each.meet for each in self.network.operations} and walker.root is not walker:
                self.look()
                walker.root.pending -= 1
                if walker.root.pending == 0:
                    walker.root.met.succeed()
                return
            yield from self.perform(walker, operation)
            if operation.branches:
                walker.pending, walker.met = len(operation.branches), self.env.event()
                for each in operation.branches:
                    child = Walker(walker.number, walker)
                    child.rank, child.laps = walker.rank, walker.laps
                    child.process = self.env.process(self.walk(child, each))
                yield walker.met
                name = operation.meet
            else:
                name = self.follow(walker, operation)
                if name in self.operations and self.index[name] <= self.index[operation.name]:
                    walker.laps += 1
        for resource, kept in list(walker.kept.items()):
            self.free(walker, resource, *kept)
        self.note("ended", walker, name)
        self.look()

    def perform(self, walker, operation):
        place, env, root = self.index[operation.name], self.env, walker.root
        share, walker.chance = self.draw(walker.number, place, walker.laps * 256)
        walker.work = value(operation.work, share)
        self.note("ready", walker, operation.name)
        marks = [root.marks.get((lag.since, lag.counts_from)) for lag in operation.lags]
        lags = [mark + lag.least for mark, lag in zip(marks, operation.lags, strict=True) if mark is not None]
        ready = max(lags, default=0.0)
        ready = max(ready, walker.blocked)
        if ready > env.now:
            self.look()
            yield env.timeout(ready - env.now)
        if operation.needs:
            self.orders += 1
            walker.order, walker.go = self.orders, env.event()
            self.waiting.setdefault(operation.name, []).append(walker)
            self.look()
            yield walker.go
        else:
            self.look()
        self.started(walker, operation)
        yield from self.working(walker, operation)
        self.finished(walker, operation)

    def started(self, walker, operation):
        root, now = walker.root, self.env.now
        root.marks[operation.name, At.START] = now
        for lag in operation.lags:
            if (
                lag.to is At.START
                and now > root.marks.get((lag.since, lag.counts_from), math.nan) + lag.most
                and lag.flag
            ):
                root.flags.add(lag.flag)
        self.note("started", walker, operation.name)

    def working(self, walker, operation):
        ends = self.env.now + walker.work
        if operation.mode is Work.PAUSES:
            ends = self.paused(operation, walker.work)
        walker.working = operation
        while True:
            try:
                yield self.env.timeout(ends - self.env.now)
                break
            except simpy.Interrupt as fault:
                then, took = fault.cause
                ends = ends + took if then is Interrupted.RESUMES else self.env.now + took + walker.work
        walker.working = None

    def paused(self, operation, work):
        now = self.env.now
        hours = [self.pools[need.resource].hours for need in operation.needs if self.pools[need.resource].hours]
        while True:
            away = [each.opens(now) for each in hours if each.at(now)[0] == 0]
            if away:
                now = max(away)
                continue
            end = min((each.at(now)[1] for each in hours), default=math.inf)
            if end - now >= work:
                return now + work
            work, now = work - (end - now), end

    def finished(self, walker, operation):
        self.note("finished", walker, operation.name)
        for need in operation.needs:
            if need.until is None:
                self.free(walker, need.resource, need.quantity, need.clearance, operation.name)
        for resource, kept in list(walker.root.kept.items()):
            if kept[2] == operation.name:
                self.free(walker.root, resource, *kept)
        walker.root.marks[operation.name, At.END] = self.env.now

    def follow(self, walker, operation):
        if operation.rounds is not None and self.another(walker, operation):
            return operation.rounds.back_to
        below = 0.0
        for place, each in enumerate(operation.choices):
            if each.when is not None and each.when not in walker.root.flags:
                continue
            below += each.chance
            if walker.chance < below:
                if each.flag:
                    walker.root.flags.add(each.flag)
                key = (operation.name, place)
                taken = walker.root.counts.get(key, 0)
                if each.empty_hands:
                    for resource, kept in list(walker.root.kept.items()):
                        self.free(walker.root, resource, *kept)
                if each.at_most is not None and taken >= each.at_most:
                    return each.otherwise
                walker.root.counts[key] = taken + 1
                return each.to
        names = list(self.operations)
        return operation.then or names[self.index[operation.name] + 1]

    def another(self, walker, operation):
        done, wanted = walker.root.counts.get(operation.name, (0, 0))
        if done == 0:
            share = self.draw(walker.number, self.index[operation.name], walker.laps * 256 + 1)[0]
            wanted = int(value(operation.rounds.count, share) + 0.5)
        done += 1
        walker.root.counts[operation.name] = (done, wanted) if done < wanted else (0, 0)
        return done < wanted

    def free(self, walker, resource, quantity, clearance, mark):
        pool = self.pools[resource]
        walker.kept.pop(resource, None)
        for unit in pool.units:
            if unit.owner is walker and unit.kept == mark:
                unit.owner = None
                if unit.down:
                    pool.used += 1
        if clearance > 0:
            self.env.process(self.clearing(pool, quantity, clearance))
        else:
            pool.used -= quantity

    def clearing(self, pool, quantity, clearance):
        yield self.env.timeout(clearance)
        pool.used -= quantity
        self.look()

    def look(self):
        """Those who are first for their operation, by rank and order; each that can begin does."""
        while True:
            heads = [min(each, key=lambda w: (w.rank, w.order)) for each in self.waiting.values() if each]
            for walker in sorted(heads, key=lambda w: (w.rank, w.order)):
                name = next(name for name, each in self.waiting.items() if walker in each)
                operation = self.operations[name]
                if all([self.can(walker, operation, need) for need in operation.needs]):  # noqa: C419 -- all wake
                    self.waiting[name].remove(walker)
                    self.take(walker, operation)
                    walker.go.succeed()
                    break
            else:
                return

    def can(self, walker, operation, need):
        pool = self.pools[need.resource]
        if need.resource in walker.root.kept:
            return True
        if pool.hours is None:
            return pool.used + need.quantity <= pool.resource.capacity
        level, until = pool.hours.at(self.env.now)
        work = max(operation.open_for, walker.work if operation.mode is Work.MUST_FIT else 0.0)
        fits = self.env.now + work <= until or work > pool.hours.longest()
        if level == 0 or not fits or pool.used + need.quantity > level:
            self.wake(pool)
            return False
        return True

    def wake(self, pool):
        at = pool.hours.opens(self.env.now)
        if (pool, at) not in self.waking:
            self.waking.add((pool, at))
            self.env.process(self.waken(at))

    def waken(self, at):
        yield self.env.timeout(at - self.env.now)
        self.look()

    def take(self, walker, operation):
        for need in operation.needs:
            if need.until is not None and need.resource in walker.root.kept:
                continue
            pool = self.pools[need.resource]
            pool.used += need.quantity
            owner, mark = (walker.root, need.until) if need.until else (walker, operation.name)
            for unit in [each for each in pool.units if each.owner is None and not each.down][: need.quantity]:
                unit.owner, unit.kept = owner, mark
            if need.until is not None:
                walker.root.kept[need.resource] = (need.quantity, need.clearance, need.until)
