"""What stands beside facts and schedule: names for people, and what the facts were read from. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cellpark.planning.drafting import Draft
from cellpark.planning.facts import Job
from cellpark.recipes.dialect.model import Bilingual

FORMAT = "cellpark.plan-beside/2"


@dataclass(frozen=True, slots=True)
class Basis:
    """What of the house a plan was drawn from, as marks that are compared later.

    ``jobs``: batch or order -> the version of its records; ``things``: rooms, devices and people -> how many, and
    digests of shifts and times (empty where that was not kept); ``away``: what others had booked.
    """

    jobs: Mapping[str, str] = field(default_factory=dict)
    things: Mapping[str, str] = field(default_factory=dict)
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """``labels``: recipe -> operation -> its title; ``recipes``: job -> recipe; ``orders``: job -> its order's number.

    ``overdue``: (job, operation) whose limit could not be kept any more. ``held``: jobs of slots that were held.
    ``disturbances`` are those for which the plan was changed, as they were said; ``reasons`` is the SHA-256 of the file
    that says why each operation was moved. ``out``: jobs that are no batches, but take what is out of order or away.
    """

    labels: Mapping[str, Mapping[str, Bilingual]] = field(default_factory=dict)
    recipes: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    overdue: tuple[tuple[str, str], ...] = ()
    basis: Basis = field(default_factory=Basis)
    held: tuple[str, ...] = ()
    disturbances: tuple[Mapping[str, Any], ...] = ()
    reasons: str = ""
    out: tuple[str, ...] = ()

    def batches(self, jobs: Iterable[Job]) -> tuple[str, ...]:
        """The keys of those jobs that are batches."""
        return tuple(each.key for each in jobs if each.key not in self.out)

    def label(self, job: str, operation: str) -> Bilingual | None:
        """What an operation of a job is called; its rounds are all called alike."""
        return self.labels.get(self.recipes.get(job, ""), {}).get(operation.partition("#")[0])

    def who(self, job: str) -> str:
        """By which name a job is known from one plan to the next: its order's, for a batch has one only once made."""
        return self.orders.get(job, job)


def beside_draft(draft: Draft, recipes: Mapping[str, str], orders: Mapping[str, str], basis: Basis) -> Beside:
    """What stands beside a draft."""
    return Beside(draft.labels, recipes, orders, draft.overdue, basis)


def write_beside(beside: Beside) -> bytes:
    """As a file."""
    form = {
        "format": FORMAT,
        "labels": {
            recipe: {key: {"zh": each.zh, "en": each.en} for key, each in found.items()}
            for recipe, found in beside.labels.items()
        },
        "recipes": dict(beside.recipes),
        "orders": dict(beside.orders),
        "overdue": [list(each) for each in beside.overdue],
        "basis": {
            "jobs": dict(beside.basis.jobs),
            "things": dict(beside.basis.things),
            "away": list(beside.basis.away),
        },
        "held": list(beside.held),
        "disturbances": [dict(each) for each in beside.disturbances],
        "reasons": beside.reasons,
        "out": list(beside.out),
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read_beside(content: bytes) -> Beside:
    """From a file that this program wrote."""
    form = json.loads(content)
    basis = form["basis"]
    # the first edition of the format told people and their training in one mark, and nothing of shifts
    things = basis["things"] if form["format"] == FORMAT else {}
    return Beside(
        labels={
            recipe: {key: Bilingual(**each) for key, each in found.items()} for recipe, found in form["labels"].items()
        },
        recipes=form["recipes"],
        orders=form["orders"],
        overdue=tuple((job, operation) for job, operation in form["overdue"]),
        basis=Basis(basis["jobs"], things, tuple(basis["away"])),
        held=tuple(form["held"]),
        disturbances=tuple(form["disturbances"]),
        reasons=form.get("reasons", ""),
        out=tuple(form.get("out", ())),
    )
