"""What a simulation found, by name: classes of patients, resources, operations. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from cellpark.planning.simulation.statistics import Estimate, Sketch


@dataclass(frozen=True, slots=True)
class Patients:
    """One class. Times and shares are of those who came after the warm-up and came to an end.

    ``ends`` and ``flags`` are shares by name, ``late`` the share after the due time, ``lateness`` its mean over the
    late; ``times`` are all cycle times by end, pooled over the replications; ``cost`` is that of one patient.
    """

    arrived: Estimate
    ended: Estimate
    time: Estimate
    least: float
    most: float
    late: Estimate
    lateness: Estimate
    cost: Estimate
    ends: Mapping[str, Estimate]
    flags: Mapping[str, Estimate]
    times: Mapping[str, Sketch]

    def quantile(self, share: float, end: str) -> float:
        """The time that ``share`` of those with this end do not exceed."""
        return self.times[end].quantile(share)


@dataclass(frozen=True, slots=True)
class Used:
    """One resource: ``utilisation`` is what was taken (clearance too) of what was there.

    ``repair`` is the share out of order; ``busy``, ``closed`` and ``down`` are times waited for it because all was
    taken, nobody was there (or the work would not have fitted), or a unit was being repaired; ``faults`` are counted.
    """

    utilisation: Estimate
    repair: Estimate
    busy: Estimate
    closed: Estimate
    down: Estimate
    faults: Estimate


@dataclass(frozen=True, slots=True)
class Done:
    """One operation: how often it began, the mean time before it in a queue and for a least lag.

    ``breached`` is the share that came later than it may; ``too_long`` the share that no opening was long enough for.
    """

    started: Estimate
    queue: Estimate
    lag: Estimate
    breached: Estimate
    too_long: Estimate


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, from ``replications`` of them; ``inside_most`` is the most patients at a time."""

    replications: int
    confidence: float
    patients: Mapping[str, Patients]
    resources: Mapping[str, Used]
    operations: Mapping[str, Done]
    events: Estimate
    inside: Estimate
    inside_most: Estimate
