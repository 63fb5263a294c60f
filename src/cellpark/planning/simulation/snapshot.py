"""The plant of a replication as it is at a moment: what somebody who looks at it can see, and nothing drawn ahead.

How much work is done is known, how much is left is not. Imports Numba.
"""

import math
from dataclasses import dataclass, replace

from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.engine import records as r
from cellpark.planning.simulation.model import At, Network, Work
from cellpark.planning.simulation.present import Clearing, Doing, Inside, Kept, Passed, Present, Repairing
from cellpark.planning.simulation.replication import Replicator
from cellpark.planning.simulation.rules import holds_of
from cellpark.planning.simulation.worked import worked_between


def patient_name(source: str, entity: int) -> str:
    """How a patient of a replication is called, in a snapshot and in whatever follows it."""
    return f"{source} {entity}"


def snapshot(network: Network, run: Run, replication: int, at: float) -> Present:
    """Who is inside at ``at`` in a replication and where; patients are called as ``patient_name`` says."""
    replicator = Replicator(network, replace(run, until=at, drain=False))
    replicator.once(replication)
    return _Reader(network, replicator, at).present()


@dataclass(slots=True)
class _Reader:
    network: Network
    replicator: Replicator
    at: float

    def present(self) -> Present:
        events = self._events()
        back = {int(each["what"]) >> 4: float(each["time"]) for each in events if int(each["what"]) & 15 == r.REPAIR}
        repairing = tuple(self._repairing(unit) for unit in back)
        return Present(
            self.at,
            inside=tuple(self._inside(k, back) for k in self._roots()),
            clearing=tuple(self._clearing(each) for each in events if int(each["what"]) & 15 == r.RELEASE),
            repairing=repairing,
        )

    def _alive(self) -> list[int]:
        world = self.replicator.world
        free, k = set(), int(world.counters[r.FREE])
        while k != r.NOBODY:
            free.add(k)
            k = int(world.tokens[k]["behind"])
        return [k for k in range(int(world.counters[r.HIGH])) if k not in free]

    def _roots(self) -> list[int]:
        tokens, events = self.replicator.world.tokens, self._events()
        order = {int(one["what"]) >> 4: int(one["order"]) for one in events if int(one["what"]) & 15 == r.READY}
        roots = [k for k in self._alive() if tokens[k]["root"] == k]
        return sorted(roots, key=lambda k: order.get(k, int(tokens[k]["order"])))

    def _events(self) -> "r.Array":
        return self.replicator.world.events[: self.replicator.world.counters[r.SIZE]]

    def _name(self, token: int) -> str:
        t = self.replicator.world.tokens[token]
        return patient_name(self.network.sources[t["source"]].name, int(t["entity"]))

    def _inside(self, k: int, back: dict[int, float]) -> Inside:
        world, network = self.replicator.world, self.network
        t = world.tokens[k]
        children = [each for each in self._alive() if world.tokens[each]["root"] == k and each != k]
        kept = holds_of(network)
        return Inside(
            self._name(k),
            network.sources[t["source"]].name,
            float(t["arrived"]),
            tuple(self._doing(each, back) for each in children or [k]),
            meet=network.operations[t["operation"]].name if children else None,
            rank=int(t["rank"]),
            due=float(t["due"]),
            keeps=tuple(Kept(one[0], one[1]) for place, one in enumerate(kept) if int(t["holds"]) >> place & 1),
            flags=tuple(name for place, name in enumerate(network.flags) if int(t["flags"]) >> place & 1),
            passed=self._passed(k),
            rounds=self._counted(k)[0],
            chosen=self._counted(k)[1],
        )

    def _doing(self, k: int, back: dict[int, float]) -> Doing:
        t = self.replicator.world.tokens[k]
        operation = self.network.operations[t["operation"]]
        if not t["working"]:
            return Doing(operation.name, came=float(t["queued"]))
        # what is left goes on from now, or from the repair of a device that it is done with
        repaired = [time for unit, time in back.items() if self.replicator.world.units[unit]["token"] == k]
        goes_on, ends = max([self.at, *repaired]), float(t["ends"])
        left = max(ends - goes_on, 0.0)
        if operation.mode is Work.PAUSES:
            left = worked_between(self.network, operation, goes_on, goes_on + left)
        return Doing(operation.name, float(t["started"]), max(float(t["work"]) - left, 0.0))

    def _passed(self, k: int) -> tuple[Passed, ...]:
        names = self.replicator.arrays.numbered.marks
        times = self.replicator.world.marks[k]
        return tuple(
            Passed(operation, At(edge), float(times[mark]))
            for (operation, edge), mark in names.items()
            if not math.isnan(times[mark])
        )

    def _counted(self, k: int) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
        counts = self.replicator.world.counts[k]
        rounds, chosen = {}, {}
        for (name, to), slot in self.replicator.arrays.numbered.slots.items():
            if counts[slot] and to is None:
                rounds[name] = int(counts[slot])
            elif counts[slot] and to is not None:
                chosen[name, to] = int(counts[slot])
        return rounds, chosen

    def _clearing(self, event: "r.Array") -> Clearing:
        which = int(event["what"]) >> 4
        return Clearing(self.network.resources[which & 0xFFFFF].name, which >> 20, float(event["time"]))

    def _repairing(self, unit: int) -> Repairing:
        one = self.replicator.world.units[unit]
        owner = int(one["token"])
        root = None if owner == r.NOBODY else int(self.replicator.world.tokens[owner]["root"])
        name = self.network.resources[one["resource"]].name
        return Repairing(name, float(one["since"]), None if root is None else self._name(root))
