"""A schedule as a JSON file, beside the facts that it belongs to."""

import json
from functools import cache

from pydantic import TypeAdapter, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.scheduling.result import Kept, Placed, Schedule

FORMAT = "cellpark.schedule/1"
SIZE_LIMIT_BYTES = 50_000_000


@cache
def _reader() -> TypeAdapter[Schedule]:
    return TypeAdapter(Schedule)


def read_schedule(content: bytes) -> Schedule:
    """The schedule in a file; what else programs were told in it is left aside.

    Raises ``Refused``: ``planning.schedule.unreadable``.
    """
    try:
        form = json.loads(content) if len(content) <= SIZE_LIMIT_BYTES else None
        if isinstance(form, dict) and form.pop("format", None) == FORMAT:
            # as JSON, so that a list is a tuple
            return _reader().validate_json(json.dumps(form), strict=True)
    except (ValueError, RecursionError, ValidationError):
        pass
    limit = SIZE_LIMIT_BYTES // 1_000_000
    raise Refused(Problem("planning.schedule.unreadable", {"format": FORMAT, "limit": limit}))


def write_schedule(schedule: Schedule) -> bytes:
    """The schedule as a file; reading gives the same again."""
    form = {
        "format": FORMAT,
        "placed": [_placed(each) for each in schedule.placed],
        "kept": [_kept(each) for each in schedule.kept],
        "objective": schedule.objective,
        "bound": schedule.bound,
        "proven": schedule.proven,
        "turns": schedule.turns,
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()


def _placed(each: Placed) -> dict[str, object]:
    row: dict[str, object] = {"job": each.job, "operation": each.operation, "start": each.start, "end": each.end}
    return row | {"mode": each.mode, "taken": list(each.taken)}


def _kept(each: Kept) -> dict[str, object]:
    return {"job": each.job, "hold": each.hold, "resource": each.resource}
