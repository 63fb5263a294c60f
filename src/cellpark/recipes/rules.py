"""What must be true of a version before it goes on: values in, problems out."""

from collections.abc import Iterable
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem
from cellpark.recipes.dialect.limits import MAX_LENGTH

COMMENT_LIMIT = 2000
REASON_LIMIT = 500


def draft_problems(text: str) -> list[Problem]:
    """A draft may be wrong, but it can be kept."""
    if len(text) > MAX_LENGTH:
        return [Problem("base.too_long", {"limit": MAX_LENGTH}, field="text")]
    return text_problems(text=text)


def required_text_problems(value: str, *, field: str, limit: int) -> list[Problem]:
    """A text that is there, short enough, and can be kept."""
    if not value.strip():
        return [Problem("base.required", field=field)]
    if len(value) > limit:
        return [Problem("base.too_long", {"limit": limit}, field=field)]
    return text_problems(**{field: value})


def another_person_problems(*, acting: UUID | None, before: Iterable[tuple[str, UUID | None]]) -> list[Problem]:
    """Author, reviewer and approver are different people (211-1a: 21 CFR 211.186; CN-4f).

    ``before`` names what was signed already (``author``, ``reviewer``) and by whom.
    """
    return [
        Problem("recipes.version.same_person", {"role": role}, rule="211-1a")
        for role, person in before
        if person is not None and person == acting
    ]


def comments_open_problems(count: int) -> list[Problem]:
    """What reviewers said is answered before anybody signs."""
    return [Problem("recipes.version.comments_open", {"count": count})] if count else []
