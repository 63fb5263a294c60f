"""A recipe made ready for running: where each step stands, what is on the main line, which times follow which step."""

from dataclasses import dataclass
from functools import cached_property

from cellpark.batches.run.recipe import Equip, Field, Place, Recipe, Step, Time, Unit

LOOP = "#"
KEYS_MET_MAX = 10_000


def key_of(step: str, round_: int | None) -> str:
    """``U3.1``, or ``U3.1#4`` in the fourth round of a loop."""
    return step if round_ is None else f"{step}{LOOP}{round_}"


def step_of(key: str) -> str:
    """The step's id of a key."""
    return key.partition(LOOP)[0]


def round_of(key: str) -> int | None:
    """The round of a key, from 1; None outside loops."""
    number = key.partition(LOOP)[2]
    return int(number) if number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a step stands: its unit, its index among the unit's main-line steps (None: a branch), its place."""

    unit: int
    index: int | None
    step: Step
    place: Place | None
    after: int

    @property
    def line(self) -> int | None:
        """Which place it is: the line where it is said."""
        return None if self.place is None else self.place.line


class Plan:
    """One recipe, indexed once and shared by all its batches. It never changes."""

    def __init__(self, recipe: Recipe) -> None:
        """Index every step."""
        self.recipe = recipe
        self.units: tuple[Unit, ...] = recipe.units
        self.main: list[list[Step]] = []
        self.where: dict[str, Where] = {}
        self._met: dict[str, Where] = {}
        self.fields: dict[tuple[str, str], Field] = {}
        place: Place | None = None
        for number, unit in enumerate(recipe.units):
            place = unit.place or place
            line: list[Step] = []
            for step in unit.steps:
                # a branch has a place of its own or that of its unit; the steps after it do not inherit it
                here = step.place or place
                if not step.branch:
                    place = here
                self.where[step.id] = Where(number, None if step.branch else len(line), step, here, len(line))
                self.fields.update({(step.id, field.name): field for field in step.fields})
                if not step.branch:
                    line.append(step)
            self.main.append(line)

    def find(self, key: str) -> Where | None:
        """Where the step of this key stands; None for a key that the recipe cannot have."""
        met = self._met.get(key)
        if met is not None:
            return met
        found = self.where.get(step_of(key))
        if found is None:
            return None
        number, loops = round_of(key), self.units[found.unit].repeat is not None
        if (number is not None) != loops or number == 0 or key != key_of(found.step.id, number):
            return None
        if len(self._met) < KEYS_MET_MAX:
            self._met[key] = found
        return found

    def key(self, unit: int, step: Step, round_: int) -> str:
        """The key of a step in a round of its unit."""
        return key_of(step.id, round_ if self.units[unit].repeat is not None else None)

    @cached_property
    def following(self) -> dict[str, tuple[tuple[Where, Time], ...]]:
        """Step id -> the times that count from its end."""
        found: dict[str, list[tuple[Where, Time]]] = {}
        for where in self.where.values():
            for field in where.step.fields:
                if isinstance(field, Time) and field.since is not None:
                    found.setdefault(field.since, []).append((where, field))
        return {step: tuple(times) for step, times in found.items()}

    @cached_property
    def held_until(self) -> dict[tuple[str, str], str]:
        """(step id, field) of a device that is kept -> the step at whose end it is released."""
        return {
            (step.id, field.name): field.until
            for _, step in self.recipe.steps()
            for field in step.fields
            if isinstance(field, Equip) and field.until is not None
        }
