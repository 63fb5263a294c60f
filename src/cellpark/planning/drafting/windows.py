"""Times that a recipe limits, against the times that its overlay says: what cannot be kept is named before planning.

A limit that counts from an earlier step holds for the start of the later one, as in the simulation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from cellpark.kernel.problem import Problem
from cellpark.planning.drafting.pieces import Piece, attended, seconds_of
from cellpark.planning.simulation.from_recipe import OPERATOR
from cellpark.planning.simulation.model import Calendar
from cellpark.planning.simulation.plant import HOUR_SECONDS, Plant
from cellpark.planning.simulation.rules import stretches
from cellpark.planning.simulation.sessions import QUALITY
from cellpark.recipes.dialect.model import Recipe, Step, Time
from cellpark.recipes.dialect.plan import Plan
from cellpark.recipes.dialect.plan_length import typical_work


@dataclass(frozen=True, slots=True)
class Window:
    """``step`` begins at least ``least`` and at most ``most`` seconds after the end of ``since``."""

    since: str
    step: str
    least: Decimal | None
    most: Decimal | None


def windows_of(recipe: Recipe) -> tuple[Window, ...]:
    """Every limit between two steps of the main line."""
    main = {step.id for _, step in recipe.steps() if not step.branch}
    return tuple(
        Window(
            each.since,
            step.id,
            None if each.allow.low is None else seconds_of(each.allow.low),
            None if each.allow.high is None else seconds_of(each.allow.high),
        )
        for _, step in recipe.steps()
        for each in step.fields
        if isinstance(each, Time) and each.allow is not None and each.since in main and step.id in main
    )


def window_problems(recipe: Recipe, plan: Plan) -> Iterator[Problem]:
    """Each limit that typical times break, with the fewest steps that break it by themselves."""
    yield from _between(recipe, plan)
    for _, step in recipe.steps():
        for each in step.fields:
            if isinstance(each, Time) and each.since is None and each.allow is not None:
                yield from _alone(step, each, plan)


def _between(recipe: Recipe, plan: Plan) -> Iterator[Problem]:
    """Steps follow each other; what lies between two of them is done between them."""
    looping = {step.id for unit in recipe.units if unit.repeat is not None for step in unit.steps}
    line = [step.id for _, step in recipe.steps() if not step.branch]
    for each in windows_of(recipe):
        between = line[line.index(each.since) + 1 : line.index(each.step)]
        if each.most is None or looping & {each.since, each.step, *between}:
            continue
        times = {name: typical_work(plan.steps[name].work) for name in between}
        if sum(times.values(), Decimal(0)) > each.most:
            fewest, spent = [], Decimal(0)
            for name in sorted(times, key=lambda name: -times[name]):
                fewest.append(name)
                spent += times[name]
                if spent > each.most:
                    break
            said = ", ".join(f"{name} {minutes(times[name])} min" for name in between if name in fewest)
            yield Problem(
                "planning.draft.window",
                {
                    "step": each.step,
                    "since": each.since,
                    "limit": minutes(each.most),
                    "needed": minutes(spent),
                    "steps": said,
                },
            )


def _alone(step: Step, time: Time, plan: Plan) -> Iterator[Problem]:
    """A step is not over before the time in it is; what goes on by itself is not left longer than it may be."""
    assert time.allow is not None
    planned = plan.steps[step.id]
    takes = typical_work(planned.work)
    low = None if time.allow.low is None else seconds_of(time.allow.low)
    high = None if time.allow.high is None else seconds_of(time.allow.high)
    short = low is not None and takes < low
    long = high is not None and planned.hands is not None and max(takes, attended(planned)) > high
    if short or long:
        limit = low if short else high
        assert limit is not None
        params = {"step": step.id, "field": time.name, "takes": minutes(takes), "limit": minutes(limit)}
        yield Problem("planning.draft.too_short" if short else "planning.draft.too_long", params)


def shift_problems(pieces: Iterable[Piece], plant: Plant) -> Iterator[Problem]:
    """What has to be done in one go and is longer than its crew is ever there; each length is named once."""
    for piece in pieces:
        role = QUALITY if piece.quality else OPERATOR
        longest = _longest(plant.people[role].calendar, piece.people)
        if piece.seconds > longest:
            yield Problem(
                "planning.draft.no_shift",
                {
                    "first": piece.done[0].step.id,
                    "last": piece.done[-1].step.id,
                    "takes": minutes(piece.seconds),
                    "longest": minutes(longest),
                    "people": piece.people,
                    "role": role,
                },
            )
            return


def _longest(calendar: Calendar | None, people: int) -> Decimal:
    """Seconds for which so many are there without a break."""
    if calendar is None:
        return Decimal("Infinity")
    enough = tuple(each for each in calendar.openings if each.level >= people)
    if not enough:
        return Decimal(0)
    spans = stretches(Calendar(calendar.period, enough))
    return max(Decimal(str(until - each.start)) for each, until in spans) * HOUR_SECONDS


def minutes(seconds: Decimal) -> str:
    """Seconds as minutes, as people write them."""
    found = (seconds / 60).normalize()
    return f"{found:f}"
