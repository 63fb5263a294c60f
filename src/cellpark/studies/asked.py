"""What a study asks, as plain values: changes by kind, name and number; and as changes of the engine. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cellpark.kernel.problem import Problem
from cellpark.planning.studying import PATIENTS_MAX, Change
from cellpark.studies.states import ChangeKind

CHANGES_MAX = 12
REPLICATIONS_MAX = 200
NAME_MAX = 120
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
class Asked:
    """Everything that a study asks. ``tornado``: what matters most is asked too, which takes longer."""

    changes: tuple[Wanted, ...]
    patients: int
    replications: int
    tornado: bool
    seed: int = 1

    def as_form(self) -> dict[str, Any]:
        """Plain values, as they are kept."""
        return asdict(self)


def read_asked(form: Mapping[str, Any]) -> Asked:
    """The same from plain values."""
    changes = tuple(Wanted(ChangeKind(each["kind"]), each["name"], each["number"]) for each in form["changes"])
    return Asked(changes, form["patients"], form["replications"], form["tornado"], form["seed"])


def asked_problems(asked: Asked, costs: str) -> list[Problem]:
    """What cannot be asked."""
    return [
        *_number("patients", asked.patients, PATIENTS_MAX),
        *_number("replications", asked.replications, REPLICATIONS_MAX, least=2),
        *_changes(asked.changes),
        *([Problem("base.too_long", {"limit": COSTS_MAX}, field="costs")] if len(costs) > COSTS_MAX else []),
    ]


def _changes(changes: Iterable[Wanted]) -> list[Problem]:
    found = tuple(changes)
    if not 0 < len(found) <= CHANGES_MAX:
        return [Problem("studies.study.changes", {"limit": CHANGES_MAX, "found": len(found)})]
    if len({each.key for each in found}) < len(found):
        return [Problem("studies.study.twice")]
    limits = {ChangeKind.PATIENTS: PATIENTS_MAX, ChangeKind.PRODUCT: PATIENTS_MAX}
    return [
        problem for each in found for problem in _number(str(each.kind), each.number, limits.get(each.kind, NUMBER_MAX))
    ]


def _number(field: str, found: int, most: int, least: int = 1) -> list[Problem]:
    wrong = not least <= found <= most
    return (
        [Problem("studies.study.number", {"found": found, "least": least, "most": most}, field=field)] if wrong else []
    )
