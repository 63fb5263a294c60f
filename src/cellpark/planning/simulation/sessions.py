"""Which steps of a recipe are done in one go, by the same people in the same suite. Pure.

People do not leave in the middle of a unit, nor between two steps of which the later has a limit that counts from the
earlier (``time ... from``). They leave where a step goes on without them (``hands`` in its plan), and quality assurance
signs for itself, not in the suite.
"""

from dataclasses import dataclass

from cellpark.recipes.dialect.model import Recipe, Sign, Step, Time, Unit
from cellpark.recipes.dialect.plan import Plan

QUALITY = "QA"


@dataclass(frozen=True, slots=True)
class Session:
    """Steps in their order; ``unit`` is that of the first, ``quality`` says that quality assurance does it alone."""

    unit: Unit
    steps: tuple[Step, ...]
    quality: bool = False


def by_quality(step: Step) -> bool:
    """Whether quality assurance signs a step."""
    return any(isinstance(each, Sign) and each.role == QUALITY for each in step.fields)


def bound(recipe: Recipe) -> dict[str, str]:
    """Steps from which limits count, with the last step that has one."""
    return {
        each.since: step.id
        for _, step in recipe.steps()
        for each in step.fields
        if isinstance(each, Time) and each.since is not None
    }


def sessions(recipe: Recipe, plan: Plan) -> tuple[Session, ...]:
    """All steps of a recipe, divided where people leave; a round of a loop is a session of its own."""
    found: list[Session] = []
    open_until: str | None = None  # the last step with a limit that counts from one that was done
    limits = bound(recipe)
    for unit in recipe.units:
        steps: list[Step] = []
        # a round ends where its loop ends, whatever counts from it
        whole = unit.repeat is None and bool(found) and found[-1].unit.repeat is None
        joins = open_until is not None and whole
        for step in unit.steps:
            if by_quality(step):
                _close(found, unit, steps, joins=joins)
                steps, joins = [], False
                found.append(Session(unit, (step,), quality=True))
                continue
            steps.append(step)
            open_until = limits.get(step.id, open_until)
            open_until = None if open_until == step.id else open_until
            if plan.steps[step.id].hands is not None:
                _close(found, unit, steps, joins=joins)
                steps, joins = [], False
        _close(found, unit, steps, joins=joins)
    return tuple(found)


def _close(found: list[Session], unit: Unit, steps: list[Step], *, joins: bool) -> None:
    if not steps:
        return
    last = found[-1] if found else None
    if joins and last is not None and not last.quality:
        found[-1] = Session(last.unit, (*last.steps, *steps))
    else:
        found.append(Session(unit, tuple(steps)))
