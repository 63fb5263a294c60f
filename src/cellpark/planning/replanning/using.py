"""What operations, and holds between two of them, take of resources where a plan has them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cellpark.planning.facts import Edge, Job
from cellpark.planning.scheduling.result import Placed

Places = Mapping[tuple[str, str], Placed]
Rows = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Use:
    """``first`` and ``last`` are the operations between which something is kept, or the same one twice."""

    job: str
    first: str
    last: str
    resource: str
    start: int
    end: int
    count: int

    @property
    def kept(self) -> bool:
        """Whether it is kept between two operations."""
        return self.first != self.last

    @property
    def name(self) -> str:
        """As people and programs name it."""
        return f"{self.job}.{self.first}" + (f"-{self.last}" if self.kept else "")


def uses_of(job: Job, placed: Places, kept: Rows) -> Iterator[Use]:
    """What one job takes, as far as a plan has it."""
    for operation in job.operations:
        where = placed.get((job.key, operation.key))
        if where is not None:
            for key, need in zip(where.taken, operation.modes[where.mode].needs, strict=True):
                end = where.end + need.clearance
                yield Use(job.key, operation.key, operation.key, key, where.start, end, need.count)
    for number, hold in enumerate(job.holds):
        first, last = placed.get((job.key, hold.first)), placed.get((job.key, hold.last))
        if first is not None and last is not None and (job.key, number) in kept:
            since = first.end if hold.first_at is Edge.END else first.start
            end = (last.end if hold.last_at is Edge.END else last.start) + hold.clearance
            yield Use(job.key, hold.first, hold.last, kept[job.key, number], since, end, hold.count)


def places(placed: tuple[Placed, ...]) -> dict[tuple[str, str], Placed]:
    """Operations of a plan by job and name."""
    return {(one.job, one.operation): one for one in placed}
