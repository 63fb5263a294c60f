"""What batches teach in the API: overlays, comparisons with executed batches, editions."""

from typing import Annotated, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from cellpark.base.messages import sentence
from cellpark.planning.learning import Difference, Line
from cellpark.plans import public as plans
from cellpark.plans.public import Work, WorkState
from cellpark.recipes.public import InForce, OverlayEdition, RecipeVersion
from cellpark.web.api.values import Body, Moment

What = Literal["work", "wait", "chance", "fails", "out", "rounds"]


class OverlayOut(Schema):
    """The overlay that holds of a recipe in force; ``waiting`` batches are over and in no edition yet.

    ``overlay`` is empty where there is none; ``edition`` and ``since`` are null where a file holds.
    """

    recipe: UUID
    mbr: str
    version: str
    overlay: str
    sha256: str
    edition: UUID | None
    since: Moment | None
    waiting: int

    @classmethod
    def of(cls, version: RecipeVersion, found: InForce | None, waiting: int) -> Self:
        """The overlay as answers show it."""
        row = None if found is None else found.edition
        return cls(
            recipe=version.recipe_id,
            mbr=version.recipe.mbr,
            version=version.number,
            overlay="" if found is None else found.name,
            sha256="" if found is None else found.sha256,
            edition=None if row is None else row.id,
            since=None if row is None else row.kept_at,
            waiting=waiting,
        )


class LearnedLineOut(Schema):
    """One number: hours of ``work`` of a step and of ``wait`` of a test, shares, mean rounds.

    ``low`` to ``high`` is the interval of 95 % of ``new``; ``differs`` when ``old`` lies outside, and far enough to be
    seen in a plan. ``fit_old`` and ``fit_new`` are probabilities, null where there are too few observations.
    """

    what: What
    name: str
    observations: int
    old: float
    new: float
    low: float
    high: float
    differs: bool
    fit_old: float | None
    fit_new: float | None

    @classmethod
    def of(cls, line: Line) -> Self:
        """The number as answers show it."""
        return cls(**{name: getattr(line, name) for name in cls.model_fields})


class ComparisonOut(Schema):
    """A comparison in the background; its numbers once it is done, else ``problems`` say why nothing came of it.

    ``based_on`` is the SHA-256 of the overlay compared with, ``sha256`` of the one that would be kept.
    """

    id: UUID
    recipe: UUID
    state: WorkState
    share: float
    problems: list[str]
    batches: list[str]
    before: str
    based_on: str
    sha256: str
    lines: list[LearnedLineOut]
    asked_at: Moment
    ended_at: Moment | None

    @classmethod
    def of(cls, row: Work) -> Self:
        """The comparison as answers show it."""
        found = plans.comparison_of(row)
        return cls(
            id=row.id,
            recipe=UUID(row.asked["recipe"]),
            state=WorkState(row.state),
            share=row.share,
            problems=[sentence(each) for each in plans.problems_of(row)],
            batches=[] if found is None else list(found.batches),
            before="" if found is None else found.before,
            based_on="" if found is None else found.based_on,
            sha256="" if found is None else found.sha256,
            lines=[] if found is None else [LearnedLineOut.of(each) for each in found.lines],
            asked_at=row.asked_at,
            ended_at=row.ended_at,
        )


class OverlayKeepIn(Body):
    """Which comparison is kept, and why."""

    comparison: UUID
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class OverlayEditionRowOut(Schema):
    """An edition without its text."""

    id: UUID
    recipe: UUID
    name: str
    major: int
    edition: int
    sha256: str
    based_on: str
    batches: list[str]
    reason: str
    kept_at: Moment
    kept_by: UUID | None

    @classmethod
    def of(cls, row: OverlayEdition) -> Self:
        """The edition as answers show it."""
        same = ("id", "name", "major", "edition", "sha256", "based_on", "batches", "reason", "kept_at", "kept_by")
        return cls(**{name: getattr(row, name) for name in same}, recipe=row.recipe_id)


class OverlayDifferenceOut(Schema):
    """One number that an edition says otherwise than the overlay before; null where one of the two says nothing."""

    what: What
    name: str
    before: float | None
    after: float | None

    @classmethod
    def of(cls, found: Difference) -> Self:
        """The difference as answers show it."""
        return cls(**{name: getattr(found, name) for name in cls.model_fields})


class OverlayEditionOut(Schema):
    """An edition with its text (``cellpark.plan/1``) and what it says otherwise than the overlay before.

    ``differences`` is null where that was a file which was changed since.
    """

    edition: OverlayEditionRowOut
    text: str
    differences: list[OverlayDifferenceOut] | None
