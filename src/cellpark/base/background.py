"""Long work behind a row: how far it is, whether somebody wants it to end, and why nothing came of it."""

import time
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused

LOOK_S = 1.0
"""So often the row is told how far it is, and asked whether the work shall end."""


class Watcher(Protocol):
    """Whoever follows long work: hears how far it is, and says whether it shall end."""

    def progress(self, share: float) -> None:
        """How far it is, from 0 to 1."""

    def stop(self) -> bool:
        """Whether to end with what was found so far."""


@dataclass(slots=True)
class Watch:
    """Tells the one row among ``rows`` the ``share`` that is done; ends at its ``stop_wanted`` or after ``limit_s``."""

    rows: "QuerySet[Any]"
    limit_s: float
    began: float = field(default_factory=time.monotonic)
    looked: float = 0.0
    wanted: bool = False

    def progress(self, share: float) -> None:
        """How far it is, from 0 to 1."""
        at = time.monotonic()
        if at - self.looked >= LOOK_S:
            self.looked = at
            self.rows.update(share=round(share, 4))
            self.wanted = bool(self.rows.values_list("stop_wanted", flat=True).first())

    def stop(self) -> bool:
        """Whether to end with what was found so far."""
        return self.wanted or time.monotonic() - self.began > self.limit_s


WAITING, RUNNING, STOPPED = "waiting", "running", "stopped"


def asked_to_end(rows: "QuerySet[Any]", identity: UUID, over: Problem) -> Any:
    """The row whose work shall end with what was found so far; what has not begun does not begin.

    Raises ``DoesNotExist``; ``Refused(over)`` where the work is over.
    """
    with transaction.atomic():
        row = rows.select_for_update().get(id=identity)
        if row.state not in (WAITING, RUNNING):
            raise Refused(over)
        row.stop_wanted = True
        if row.state == WAITING:
            row.state, row.ended_at = STOPPED, now()
        row.save(update_fields=["stop_wanted", "state", "ended_at"])
    return row


def as_kept(problem: Problem) -> dict[str, Any]:
    """A refusal that is told later, in the language of whoever asks then."""
    params = {name: value if isinstance(value, int) else str(value) for name, value in problem.params.items()}
    return {"code": problem.code, "params": params, "field": problem.field}


def as_told(kept: list[dict[str, Any]]) -> list[Problem]:
    """Refusals that were kept."""
    return [Problem(each["code"], each["params"], field=each.get("field")) for each in kept]
