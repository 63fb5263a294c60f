"""A recipe as pieces: what is done in one go, by the same crew in the same kind of room.

Sessions are those of the simulation; a session that changes rooms is as many pieces as it has stays, one right after
the other. A branch that less than half of the batches take adds its share of time and asks for nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from cellpark.kernel.quantity import Quantity
from cellpark.planning.simulation.plant import Plant
from cellpark.planning.simulation.sessions import Session, sessions
from cellpark.recipes.dialect.model import Equip, Recipe, Step, Time, Unit
from cellpark.recipes.dialect.plan import Plan, StepPlan
from cellpark.recipes.dialect.plan_length import typical_rounds, typical_work

LIKELY = Decimal("0.5")
LOOP = "#"


@dataclass(frozen=True, slots=True)
class Done:
    """One step of a piece: its key, seconds that people spend on it (a branch: its share), whether it is foreseen.

    ``devices``: what the plant calls them, with the step until whose end they are kept.
    """

    key: str
    step: Step
    seconds: Decimal
    foreseen: bool = True
    devices: tuple[tuple[str, str | None], ...] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """Devices that are not kept longer than the step."""
        return tuple(name for name, until in self.devices if until is None)


@dataclass(frozen=True, slots=True)
class Piece:
    """Steps in one go. Times are seconds.

    ``suite`` is the kind of room, None for who signs elsewhere. ``joined``: right after the piece before it. ``rest``:
    what goes on without hands after its last step, at least ``rest_least`` and at most ``rest_most``. ``every``: since
    the piece began that is ``every_of``. ``devices`` are in use during it; ``kept`` -> the piece up to whose end, or
    (``resting``) start, they stay with the batch.
    """

    key: str
    done: tuple[Done, ...]
    people: int = 0
    quality: bool = False
    suite: str | None = None
    joined: bool = False
    rest: Decimal | None = None
    rest_least: Decimal | None = None
    rest_most: Decimal | None = None
    every: Decimal | None = None
    every_of: str | None = None
    devices: tuple[str, ...] = ()
    resting: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def seconds(self) -> Decimal:
        """How long it takes."""
        return sum((each.seconds for each in self.done), Decimal(0))


def seconds_of(quantity: Quantity) -> Decimal:
    """A time in seconds."""
    return quantity.to("s", digits=12).value


def share_of(planned: StepPlan) -> Decimal:
    """The share of batches that do a step."""
    return Decimal(1) if planned.chance is None else planned.chance.to("1", digits=12).value


def attended(planned: StepPlan) -> Decimal:
    """Seconds that people are typically at a step."""
    return typical_work(planned.work) if planned.hands is None else seconds_of(planned.hands)


def pieces_of(recipe: Recipe, plan: Plan, plant: Plant, *, rounds: int = 0) -> tuple[Piece, ...]:
    """The pieces of a typical batch, in their order; a loop has at least ``rounds`` of them."""
    found: list[Piece] = []
    for unit, group in groupby(sessions(recipe, plan), key=lambda each: each.unit.id):
        mine = list(_joined(list(group), plan))
        loop = next(each for each in recipe.units if each.id == unit)
        if loop.repeat is None:
            found += [piece for each in mine for piece in _pieces(recipe, plan, plant, each, None)]
        else:
            found += _rounds(recipe, plan, plant, loop, mine, rounds)
    return tuple(_kept(found))


def _joined(found: list[Session], plan: Plan) -> Iterator[Session]:
    """Sessions without those that few batches have; what only such a branch divides is done in one go."""
    before: Session | None = None
    divided = False
    for each in found:
        if not any(_is_foreseen(step, plan) for step in each.steps):
            divided = True
            continue
        if before is not None and divided and not before.quality and not each.quality:
            before = Session(before.unit, (*before.steps, *each.steps))
        else:
            if before is not None:
                yield before
            before = each
        divided = not _is_foreseen(each.steps[-1], plan)
    if before is not None:
        yield before


def _is_foreseen(step: Step, plan: Plan) -> bool:
    return not step.branch or share_of(plan.steps[step.id]) >= LIKELY


def _rounds(recipe: Recipe, plan: Plan, plant: Plant, unit: Unit, mine: list[Session], rounds: int) -> Iterator[Piece]:
    assert unit.repeat is not None
    count = max(typical_rounds(plan, unit.id, unit.repeat.least), min(rounds, unit.repeat.most))
    every = None if unit.repeat.every is None else seconds_of(unit.repeat.every)
    before: str | None = None
    for number in range(1, count + 1):
        made = [piece for each in mine for piece in _pieces(recipe, plan, plant, each, number)]
        if made and every is not None and before is not None:
            made[0] = replace(made[0], every=every, every_of=before)
        before = made[0].key if made else None
        yield from made


def _pieces(recipe: Recipe, plan: Plan, plant: Plant, session: Session, round_: int | None) -> Iterator[Piece]:
    """One piece for each stay in a kind of room."""
    stays: list[tuple[str | None, list[Done]]] = []
    for step in session.steps:
        share = share_of(plan.steps[step.id])
        key = step.id if round_ is None else f"{step.id}{LOOP}{round_}"
        place = recipe.place_of(step.id)
        devices = tuple(
            (plant.device_of(each.equipment_class, None if place is None else place.suite), each.until)
            for each in step.fields
            if isinstance(each, Equip)
        )
        done = Done(key, step, attended(plan.steps[step.id]) * share, share >= LIKELY, devices)
        room = None if place is None or session.quality else plant.room_of(place.suite, place.grade)
        if stays and (stays[-1][0] == room or not done.foreseen):
            stays[-1][1].append(done)
        else:
            stays.append((room, [done]))
    for number, (room, steps) in enumerate(stays):
        last = plan.steps[steps[-1].step.id]
        rests = last.hands is not None and steps[-1].foreseen and number + 1 == len(stays)
        foreseen = [each for each in steps if each.foreseen] or steps
        low, high = _limits(steps[-1].step, last) if rests else (None, None)
        yield Piece(
            key=foreseen[0].key,
            done=tuple(steps),
            people=1 if session.quality else max(plan.steps[each.step.id].people for each in foreseen),
            quality=session.quality,
            suite=room,
            joined=number > 0,
            rest=max(typical_work(last.work) - attended(last), Decimal(0)) if rests else None,
            rest_least=low,
            rest_most=high,
            devices=_devices(foreseen, rests=rests),
            resting=steps[-1].used if rests else (),
        )


def _limits(step: Step, planned: StepPlan) -> tuple[Decimal | None, Decimal | None]:
    """The earliest and the latest end of a step that goes on by itself, counted from when its people leave it."""
    limits = [each.allow for each in step.fields if isinstance(each, Time) and each.since is None and each.allow]
    lows = [seconds_of(each.low) for each in limits if each.low is not None]
    highs = [seconds_of(each.high) for each in limits if each.high is not None]
    gone, none = attended(planned), Decimal(0)
    return max(max(lows) - gone, none) if lows else None, max(min(highs) - gone, none) if highs else None


def _devices(steps: list[Done], *, rests: bool) -> tuple[str, ...]:
    """What is in use during a piece and is not kept after it."""
    used = steps[:-1] if rests else steps
    return tuple(dict.fromkeys(each for done in used for each in done.used))


def _kept(pieces: list[Piece]) -> Iterator[Piece]:
    """Devices that are kept until the end of a later step: nobody takes twice what he has kept."""
    steps = {done.step.id: number for number, piece in enumerate(pieces) for done in piece.done}
    having: dict[str, int] = {}
    for number, piece in enumerate(pieces):
        kept, here = [], list(piece.devices)
        for done in piece.done:
            for device, until in done.devices if done.foreseen else ():
                if until is None:
                    continue
                last = steps.get(until, number)
                if last <= number:
                    here.append(device)
                    continue
                kept.append((device, pieces[last].key))
                having[device] = max(last, having.get(device, 0))
        resting = tuple(each for each in piece.resting if having.get(each, -1) < number)
        more = {*resting, *(each for each, last in having.items() if last >= number)}
        devices = tuple(each for each in dict.fromkeys(here) if each not in more)
        yield replace(piece, devices=devices, resting=resting, kept=tuple(kept))
