"""What a study asks, as plain values: changes by kind, name and number, alone or together. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cellpark.kernel.problem import Problem
from cellpark.planning.studying import PATIENTS_MAX, Change
from cellpark.studies.states import ChangeKind

CHANGES_MAX = 12
REPLICATIONS_MAX = 200
NAME_MAX = 120
PARTS_MAX = 6
"""Changes that stand together in one scenario, at most."""
NUMBER_MAX = 1_000
COSTS_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One change: so many of what; ``name`` is a suite, a class of devices, a role, a test or a recipe."""

    kind: ChangeKind
    name: str
    number: int

    @property
    def key(self) -> str:
        """By which it is found in an answer."""
        return f"{self.kind}|{self.name}|{self.number}"

    @property
    def change(self) -> Change:
        """The change for the engine."""
        return Change.model_validate(_FORMS[self.kind](self.name, self.number))


def _night(role: str, number: int) -> dict[str, Any]:
    spans = (("22:00", "24:00"), ("00:00", "06:00"))
    return {"shifts": {role: [{"days": "1-7", "since": a, "until": b, "count": number} for a, b in spans]}}


_FORMS: Mapping[ChangeKind, Callable[[str, int], dict[str, Any]]] = {
    ChangeKind.ROOMS: lambda name, number: {"add": {"suites": {name: number}}},
    ChangeKind.DEVICES: lambda name, number: {"add": {"devices": {name: number}}},
    ChangeKind.PEOPLE: lambda name, number: {"add": {"people": {name: number}}},
    ChangeKind.NIGHT: _night,
    ChangeKind.TEST: lambda name, number: {"tests": {name: {"wait": {"fixed": {"value": f"{number} d"}}}}},
    ChangeKind.PATIENTS: lambda _name, number: {"patients": number},
    ChangeKind.PRODUCT: lambda name, number: {"product": {"recipe": name, "plan": name, "patients": number}},
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One plant beside the plant as it is: a change, or several together."""

    parts: tuple[Wanted, ...]

    @property
    def key(self) -> str:
        """By which it is found in an answer."""
        return " + ".join(each.key for each in self.parts)


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that a study asks: each of ``changes`` alone, and each of ``together`` with all of its changes.

    ``tornado``: what matters most is asked too, which takes longer.
    """

    changes: tuple[Wanted, ...]
    patients: int
    replications: int
    tornado: bool
    seed: int = 1
    together: tuple[tuple[Wanted, ...], ...] = ()

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Every plant that is compared, changes alone first.

        People who come to each shift are added before a night shift that is said as a whole: the order in which
        somebody names changes means nothing.
        """
        kinds = list(ChangeKind)
        ordered = (sorted(parts, key=lambda each: (kinds.index(each.kind), each.name)) for parts in self.together)
        return (*(Scenario((each,)) for each in self.changes), *(Scenario(tuple(parts)) for parts in ordered))

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Every change that is part of a scenario."""
        return tuple(part for each in self.scenarios for part in each.parts)

    def as_form(self) -> dict[str, Any]:
        """Plain values, as they are kept."""
        return asdict(self)


def read_asked(form: Mapping[str, Any]) -> Asked:
    """The same from plain values."""
    # studies that were asked for before scenarios could be combined say nothing of it
    together = tuple(_read(each) for each in form.get("together", ()))
    return Asked(
        _read(form["changes"]), form["patients"], form["replications"], form["tornado"], form["seed"], together
    )


def _read(form: Iterable[Mapping[str, Any]]) -> tuple[Wanted, ...]:
    return tuple(Wanted(ChangeKind(each["kind"]), each["name"], each["number"]) for each in form)


def asked_problems(asked: Asked, costs: str) -> list[Problem]:
    """What cannot be asked."""
    return [
        *_number("patients", asked.patients, PATIENTS_MAX),
        *_number("replications", asked.replications, REPLICATIONS_MAX, least=2),
        *_scenarios(asked),
        *([Problem("base.too_long", {"limit": COSTS_MAX}, field="costs")] if len(costs) > COSTS_MAX else []),
    ]


def _scenarios(asked: Asked) -> list[Problem]:
    found = asked.scenarios
    if not 0 < len(found) <= CHANGES_MAX:
        return [Problem("studies.study.changes", {"limit": CHANGES_MAX, "found": len(found)})]
    if any(not 1 < len(parts) <= PARTS_MAX for parts in asked.together):
        return [Problem("studies.study.together", {"limit": PARTS_MAX})]
    if any(len({(part.kind, part.name) for part in each.parts}) < len(each.parts) for each in found):
        return [Problem("studies.study.again")]
    if len({each.key for each in found}) < len(found):
        return [Problem("studies.study.twice")]
    limits = {ChangeKind.PATIENTS: PATIENTS_MAX, ChangeKind.PRODUCT: PATIENTS_MAX}
    return [
        problem
        for each in dict.fromkeys(asked.wanted)
        for problem in _number(str(each.kind), each.number, limits.get(each.kind, NUMBER_MAX))
    ]


def _number(field: str, found: int, most: int, least: int = 1) -> list[Problem]:
    wrong = not least <= found <= most
    return (
        [Problem("studies.study.number", {"found": found, "least": least, "most": most}, field=field)] if wrong else []
    )
