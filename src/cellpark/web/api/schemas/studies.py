"""Capacity studies in the API."""

from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints

from cellpark.base.messages import sentence
from cellpark.studies import public as studies
from cellpark.studies.public import Asked, ChangeKind, Study, StudyState, Wanted
from cellpark.web.api.values import Body, Moment

Recipe = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(max_length=200)]
File = Annotated[str, StringConstraints(max_length=20_000)]


class StudyChangeIn(Body):
    """One scenario: so many more rooms, devices or people; so many at night; days of a test; patients a year.

    ``name``: a suite, a class of devices, a role, a test, or the SHA-256 of another recipe; empty for patients.
    """

    kind: ChangeKind
    name: Name = ""
    number: Annotated[int, Field(ge=1, le=20_000)] = 1


class StudyIn(Body):
    """What is studied: an approved recipe in the plant as it is, beside up to twelve scenarios.

    Each of ``changes`` is a scenario of its own; each of ``together`` is one of two to six changes at once.
    ``patients``: a year; left out, it is what the house did, has planned, or wrote into its times. ``costs`` is a file
    of costs (``cellpark.cost/1``) or empty.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    recipe: Recipe
    patients: Annotated[int, Field(ge=1, le=20_000)] | None = None
    changes: Annotated[list[StudyChangeIn], Field(max_length=12)] = []
    together: Annotated[
        list[Annotated[list[StudyChangeIn], Field(min_length=2, max_length=6)]], Field(max_length=12)
    ] = []
    replications: Annotated[int, Field(ge=2, le=200)] = 40
    tornado: bool = False
    seed: Annotated[int, Field(ge=0, le=2**32)] = 1
    costs: File = ""

    def asked(self, patients: int) -> Asked:
        """As the house asks it, of so many patients a year."""
        together = tuple(_wanted(each) for each in self.together)
        return Asked(_wanted(self.changes), patients, self.replications, self.tornado, self.seed, together)


def _wanted(changes: list[StudyChangeIn]) -> tuple[Wanted, ...]:
    return tuple(Wanted(each.kind, each.name, each.number) for each in changes)


class StudyRowOut(Schema):
    """A study without its answer; ``problems`` say why nothing came of it, in the reader's language."""

    id: UUID
    name: str
    recipe: str
    mbr: str
    state: StudyState
    share: float
    problems: list[str]
    asked_at: Moment
    ended_at: Moment | None

    @classmethod
    def of(cls, row: Study) -> Self:
        """The study as answers show it."""
        same = ("id", "name", "recipe", "mbr", "share", "asked_at", "ended_at")
        return cls(
            **{name: getattr(row, name) for name in same},
            state=StudyState(row.state),
            problems=[sentence(each) for each in studies.problems_of(row.problems)],
            **cls.more(row),
        )

    @classmethod
    def more(cls, row: Study) -> dict[str, Any]:  # noqa: ARG003 -- what a longer answer adds
        """What a longer answer says besides."""
        return {}


class StudyOut(StudyRowOut):
    """A study with what was asked and every figure: ``[kind, name, mean, half of the interval]``."""

    asked: dict[str, Any]
    costs: str
    answer: dict[str, Any]

    @classmethod
    def more(cls, row: Study) -> dict[str, Any]:
        """What was asked, and the answer."""
        return {"asked": row.asked, "costs": row.costs, "answer": row.answer}
