"""Ways through a document: branches, times that count from other steps, devices kept until other steps."""

from collections.abc import Iterator
from dataclasses import dataclass

from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.reader import StepDraft, UnitDraft

JUMPING = (model.Time, model.Record, model.Check)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a step stands: its place in the document and its unit."""

    order: int
    unit: str
    line: int


@dataclass(frozen=True, slots=True)
class Jump:
    """An ``else do``: from a step to the id of a step, said in a line."""

    source: str
    target: str
    line: int


def check_flow(faults: Faults, units: list[UnitDraft]) -> set[str]:
    """The ids of the branches; targets that are unknown, elsewhere or behind, and steps without a way, are noted."""
    spots: dict[str, Spot] = {}
    for unit in units:
        for step in unit.steps:
            spots.setdefault(step.id, Spot(len(spots), unit.id, step.line))
    jumps = [jump for unit in units for step in unit.steps for jump in _jumps(step)]
    jumps += [jump for unit in units for jump in _rescues(unit)]
    for jump in jumps:
        _check_jump(faults, spots, jump)
    branches = {jump.target for jump in jumps if jump.target in spots}
    _refuse_unreached(faults, spots, jumps, branches)
    for unit in units:
        for step in unit.steps:
            _check_references(faults, spots, step, branches)
    return branches


def _jumps(step: StepDraft) -> Iterator[Jump]:
    for each in step.fields.values():
        if isinstance(each, JUMPING) and each.otherwise is not None and each.otherwise.step is not None:
            yield Jump(step.id, each.otherwise.step, each.line)


def _rescues(unit: UnitDraft) -> Iterator[Jump]:
    """A loop that came to its end in vain goes to a step of its own unit, which is not the first."""
    repeat = unit.repeat
    if repeat is not None and repeat.otherwise.step is not None and unit.steps:
        yield Jump(unit.steps[0].id, repeat.otherwise.step, repeat.line)


def _check_jump(faults: Faults, spots: dict[str, Spot], jump: Jump) -> None:
    source, target = spots[jump.source], spots.get(jump.target)
    if target is None:
        faults.of("do_unknown", jump.line, jump.target, id=jump.target)
    elif target.unit != source.unit:
        faults.of("do_elsewhere", jump.line, jump.target, id=jump.target, unit=source.unit)
    elif target.order <= source.order:
        faults.of("do_backwards", jump.line, jump.target, id=jump.target, step=jump.source)


def _refuse_unreached(faults: Faults, spots: dict[str, Spot], jumps: list[Jump], branches: set[str]) -> None:
    reached = set(spots) - branches
    waiting = list(jumps)
    while True:
        ahead = {jump.target for jump in waiting if jump.source in reached} & branches - reached
        if not ahead:
            break
        reached |= ahead
    for identity in sorted(branches - reached, key=lambda each: spots[each].order):
        faults.of("unreachable", spots[identity].line, identity, id=identity)


def _check_references(faults: Faults, spots: dict[str, Spot], step: StepDraft, branches: set[str]) -> None:
    mine = spots[step.id]
    for each in step.fields.values():
        if isinstance(each, model.Time) and each.since is not None:
            _check_since(faults, spots, each, mine, branches - {step.id})
        if isinstance(each, model.Equip) and each.until is not None:
            until = spots.get(each.until)
            if until is None:
                faults.of("step_unknown", each.line, each.until, id=each.until)
            elif until.order <= mine.order:
                faults.of("until_behind", each.line, each.until, id=each.until, step=step.id)


def _check_since(faults: Faults, spots: dict[str, Spot], each: model.Time, mine: Spot, branches: set[str]) -> None:
    identity = each.since or ""
    since = spots.get(identity)
    if since is None:
        faults.of("step_unknown", each.line, identity, id=identity)
    elif since.order >= mine.order:
        faults.of("from_ahead", each.line, identity, id=identity)
    elif identity in branches:
        faults.of("from_branch", each.line, identity, id=identity)
