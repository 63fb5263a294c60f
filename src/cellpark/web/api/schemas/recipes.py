"""Recipes in the API."""

from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, StringConstraints

from cellpark.recipes.public import (
    MAX_LENGTH,
    Change,
    ChangeSize,
    RecipeDraft,
    RecipeVersion,
    StepComment,
    VersionState,
)
from cellpark.web.api.values import Body, Moment, kept

Source = Annotated[str, StringConstraints(max_length=MAX_LENGTH), AfterValidator(kept)]
Words = Annotated[str, StringConstraints(max_length=2000), AfterValidator(kept)]


class RecipeVersionOut(Schema):
    """A version of a recipe. ``sha256`` is empty while it is a draft."""

    id: UUID
    recipe: UUID
    organisation: UUID
    mbr: str
    number: str
    title_zh: str
    title_en: str
    state: VersionState
    sha256: str
    change: ChangeSize | None
    based_on: UUID | None
    author: UUID | None
    reviewer: UUID | None
    approver: UUID | None
    started_at: Moment
    approved_at: Moment | None
    retired_at: Moment | None
    version: int

    @classmethod
    def of(cls, row: RecipeVersion) -> Self:
        """The version as answers show it."""
        return cls(
            id=row.id,
            recipe=row.recipe_id,
            organisation=row.organisation_id,
            mbr=row.recipe.mbr,
            number=row.number,
            title_zh=row.title_zh,
            title_en=row.title_en,
            state=VersionState(row.state),
            sha256=row.sha256,
            change=ChangeSize(row.change) if row.change else None,
            based_on=row.based_on_id,
            author=row.author,
            reviewer=row.reviewer,
            approver=row.approver,
            started_at=row.started_at,
            approved_at=row.approved_at,
            retired_at=row.retired_at,
            version=row.version,
        )


class RecipeTextOut(Schema):
    """What a version says. ``revision`` counts the savings of a draft."""

    text: str
    sha256: str
    revision: int | None


class DraftOut(Schema):
    """A saved draft."""

    id: UUID
    revision: int
    saved_at: Moment

    @classmethod
    def of(cls, row: RecipeDraft) -> Self:
        """The draft as answers show it; its text is what was sent."""
        return cls(id=row.recipe_version_id, revision=row.revision, saved_at=row.saved_at)


class TextIn(Body):
    """A text of a recipe, right or wrong."""

    text: Source


class ChangeOut(Schema):
    """One change against the version before, in both languages."""

    severity: str
    where: str
    name: str | None
    zh: str
    en: str
    affects: list[str]

    @classmethod
    def of(cls, change: Change) -> Self:
        """The change as answers show it."""
        said = change.sentence()
        return cls(
            severity=change.severity.value,
            where=change.where,
            name=change.name,
            zh=said.zh,
            en=said.en,
            affects=list(change.affects),
        )


class CommentOut(Schema):
    """What a reviewer said about a step, and the answer."""

    id: UUID
    step: str
    text: str
    author: UUID | None
    written_at: Moment
    settled: bool
    answer: str
    answered_by: UUID | None

    @classmethod
    def of(cls, row: StepComment) -> Self:
        """The comment as answers show it."""
        return cls(
            id=row.id,
            step=row.step,
            text=row.text,
            author=row.author,
            written_at=row.written_at,
            settled=row.settled,
            answer=row.answer,
            answered_by=row.answered_by,
        )


class RecipeCommentIn(Body):
    """A comment on a step; on the whole text when ``step`` is empty."""

    step: Annotated[str, StringConstraints(max_length=20)] = ""
    text: Words


class AnswerIn(Body):
    """How a comment was dealt with."""

    answer: Words
