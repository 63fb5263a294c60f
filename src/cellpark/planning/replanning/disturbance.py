"""What goes otherwise than planned, as data. Times are units of the facts. Pure."""

from dataclasses import dataclass

from cellpark.planning.facts import Job


@dataclass(frozen=True, slots=True)
class Failed:
    """A batch is lost ``at`` a time and made again from its reserve, from the operation ``again`` on.

    ``key`` names the new batch, ``ready`` is when its reserve is there. Without ``again`` nothing is made again.
    """

    job: str
    at: int
    again: str | None = None
    key: str = ""
    ready: int = 0


@dataclass(frozen=True, slots=True)
class Late:
    """A patient's material comes only at ``release``."""

    job: str
    release: int


@dataclass(frozen=True, slots=True)
class Broken:
    """``count`` of a resource are out of order from ``since`` up to, not including, ``until``."""

    resource: str
    since: int
    until: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Sick:
    """``count`` of a kind of people are away from ``since`` up to, not including, ``until``."""

    resource: str
    since: int
    until: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Urgent:
    """One more patient; ``job.weight`` says how urgent."""

    job: Job


Disturbance = Failed | Late | Broken | Sick | Urgent
