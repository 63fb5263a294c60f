"""The life of a version of a recipe, and the sizes of a change."""

from enum import StrEnum

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.recipes.permissions import RecipePermission


class VersionState(StrEnum):
    """Where a version stands. Only an approved one may be executed."""

    DRAFT = "draft"
    SUBMITTED = "submitted"  # the text is frozen and waits for its author's signature
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RETIRED = "retired"
    DISCARDED = "discarded"


class ChangeSize(StrEnum):
    """What a version number says about a change: process (to be validated), limits within it, wording."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


UNFROZEN = frozenset({VersionState.DRAFT, VersionState.DISCARDED})
"""States in which the text has no hash yet; in every other one it has one and never changes."""

OPEN = frozenset({VersionState.DRAFT, VersionState.SUBMITTED, VersionState.IN_REVIEW, VersionState.REVIEWED})
"""States on the way to an approval."""

VERSION_LIFECYCLE = register(
    Lifecycle(
        name="recipes.version",
        states=VersionState,
        initial=VersionState.DRAFT,
        transitions=(
            Transition(
                source=VersionState.DRAFT,
                verb="submit",
                target=VersionState.SUBMITTED,
                permission=RecipePermission.WRITE,
            ),
            Transition(
                source=VersionState.SUBMITTED,
                verb="author",
                target=VersionState.IN_REVIEW,
                permission=RecipePermission.WRITE,
                signature="authored",
            ),
            Transition(
                source=VersionState.SUBMITTED,
                verb="return",
                target=VersionState.DRAFT,
                permission=RecipePermission.WRITE,
            ),
            Transition(
                source=VersionState.DRAFT,
                verb="discard",
                target=VersionState.DISCARDED,
                permission=RecipePermission.WRITE,
            ),
            Transition(
                source=VersionState.IN_REVIEW,
                verb="return",
                target=VersionState.DRAFT,
                permission=RecipePermission.REVIEW,
            ),
            Transition(
                source=VersionState.IN_REVIEW,
                verb="review",
                target=VersionState.REVIEWED,
                permission=RecipePermission.REVIEW,
                signature="reviewed",
            ),
            Transition(
                source=VersionState.REVIEWED,
                verb="return",
                target=VersionState.DRAFT,
                permission=RecipePermission.REVIEW,
            ),
            Transition(
                source=VersionState.REVIEWED,
                verb="approve",
                target=VersionState.APPROVED,
                permission=RecipePermission.APPROVE,
                signature="approved",
            ),
            Transition(
                source=VersionState.APPROVED,
                verb="retire",
                target=VersionState.RETIRED,
                permission=RecipePermission.RETIRE,
            ),
        ),
        final=frozenset({VersionState.RETIRED, VersionState.DISCARDED}),
    )
)
