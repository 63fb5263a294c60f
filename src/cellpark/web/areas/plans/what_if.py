"""Changes that a planner gathers beside the published plan; they stay in the session until proposed or thrown away."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from cellpark.planning.scheduling import Placed
from cellpark.planning.trying import Standing, Tried, Wish, tried
from cellpark.web.areas.plans.picture import Scene, scene_of
from cellpark.web.areas.plans.source import Shown

KEY = "planning_what_if"
CHANGES_MAX = 200
HELD = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One move with all that moved along; ``job`` and ``operation`` are those that were taken hold of."""

    job: str
    operation: str
    placed: tuple[Placed, ...]
    kept: tuple[tuple[str, int, str], ...] = ()

    @property
    def holds(self) -> Mapping[tuple[str, int], str]:
        """What is kept, by job and number of the hold."""
        return {(job, number): key for job, number, key in self.kept}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A plan with the changes of a reader."""

    base: Shown
    changes: tuple[Change, ...]

    @property
    def held(self) -> Standing:
        """The plan with all changes in place."""
        return _applied(_Plan(self.base), self.changes)[0]

    @property
    def scene(self) -> Scene:
        """Its picture, with what was changed marked."""
        return _applied(_Plan(self.base), self.changes)[1]

    @property
    def moved(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Operations that begin elsewhere than in the plan: before and after."""
        keys = {(each.job, each.operation) for change in self.changes for each in change.placed}
        starts = {key: (self.base.held.placed[key].start, self.held.placed[key].start) for key in keys}
        return {key: pair for key, pair in sorted(starts.items(), key=lambda each: each[1][1]) if pair[0] != pair[1]}

    def tried(self, wish: Wish) -> Tried:
        """One more wish beside the changes."""
        return tried(self.held, wish, self.base.now)

    def having(self, wish: Wish, found: Tried) -> "WhatIf":
        """One more change."""
        kept = tuple((job, number, key) for (job, number), key in found.kept.items())
        return WhatIf(self.base, (*self.changes, Change(wish.job, wish.operation, found.placed, kept)))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A plan as a key: by its id alone."""

    shown: Shown

    def __hash__(self) -> int:
        return hash(self.shown.row.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Plan) and bool(other.shown.row.id == self.shown.row.id)


@lru_cache(maxsize=HELD)
def _applied(plan: _Plan, changes: tuple[Change, ...]) -> tuple[Standing, Scene]:
    if not changes:
        return plan.shown.held, plan.shown.scene
    # of two changes of one step the later stands
    placed = {(each.job, each.operation): each for change in changes for each in change.placed}
    kept = {hold: key for change in changes for hold, key in change.holds.items()}
    held, was = plan.shown.held.having(placed.values(), kept), plan.shown.held.placed
    elsewhere = frozenset(key for key, place in placed.items() if place != was[key])
    return held, scene_of(held, plan.shown.scene, elsewhere)


def of(request: HttpRequest, base: Shown) -> WhatIf:
    """The reader's changes of a plan; those of another plan are of no use any more."""
    said = request.session.get(KEY)
    if not isinstance(said, dict) or said.get("plan") != str(base.row.id):
        return WhatIf(base, ())
    return WhatIf(base, tuple(_change(each) for each in said["changes"]))


def keep(request: HttpRequest, found: WhatIf) -> None:
    """Remember the changes."""
    changes = [asdict(each) for each in found.changes[:CHANGES_MAX]]
    request.session[KEY] = {"plan": str(found.base.row.id), "changes": changes}


def forget(request: HttpRequest) -> None:
    """Throw all changes away."""
    request.session.pop(KEY, None)


def plan_of(request: HttpRequest) -> UUID | None:
    """The plan to which the changes belong that are there."""
    said = request.session.get(KEY)
    return UUID(said["plan"]) if isinstance(said, dict) and said.get("changes") else None


def _change(said: Mapping[str, Any]) -> Change:
    placed = tuple(Placed(**{**each, "taken": tuple(each["taken"])}) for each in said["placed"])
    return Change(said["job"], said["operation"], placed, tuple((job, n, key) for job, n, key in said["kept"]))
