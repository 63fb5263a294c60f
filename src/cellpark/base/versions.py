"""The version check of concurrent edits."""

from cellpark.kernel.problem import Problem, Refused


def refuse_stale(*, seen: int | None, present: int) -> None:
    """Refuse an act that is based on an older version than the present one (``base.stale``)."""
    if seen is not None and seen != present:
        raise Refused(Problem("base.stale", {"seen": seen, "present": present}))
