"""What the executed batches of a recipe say of its overlay: worked out in the background, kept with its text."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cellpark.base.background import Watch
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.learning import Line
from cellpark.planning.living.learned import compare
from cellpark.plans.files import content_of, keep
from cellpark.plans.models import Work
from cellpark.plans.states import WorkKind
from cellpark.recipes.public import MasterRecipe, RecipeVersion, approved_versions

READ = 0.95
"""Of the time is spent on reading the records of the batches, the rest on fitting."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Old and new numbers of an overlay beside each other, from so many batches.

    ``before`` is the name of the overlay they are compared with, ``based_on`` its SHA-256; ``sha256`` that of the text
    that would be kept.
    """

    recipe: UUID
    batches: tuple[str, ...]
    lines: tuple[Line, ...]
    before: str
    based_on: str
    sha256: str

    @property
    def changed(self) -> tuple[Line, ...]:
        """The numbers that differ from what was said."""
        return tuple(each for each in self.lines if each.differs)


def version_to_learn(organisation_id: UUID, recipe_id: UUID) -> RecipeVersion:
    """The version in force of a recipe of an organisation.

    Raises ``DoesNotExist`` for a recipe of somebody else; ``Refused(planning.learn.no_recipe)`` without a version.
    """
    master: MasterRecipe = MasterRecipe.objects.get(id=recipe_id, organisation_id=organisation_id)
    found = approved_versions().filter(recipe=master).select_related("recipe").first()
    if found is None:
        raise Refused(Problem("planning.learn.no_recipe", {"recipe": master.mbr}))
    return found


def learned_answer(row: Work, watch: Watch) -> dict[str, Any]:
    """Carry a comparison out, and keep the text that came of it. Raises ``Refused`` as ``compare`` does, and
    ``plans.learn.ended``.
    """

    def told(share: float) -> None:
        watch.progress(READ * share)
        if watch.stop():
            raise Refused(Problem("plans.learn.ended"))

    found = compare(version_to_learn(row.organisation_id, UUID(row.asked["recipe"])), told=told)
    return {
        "batches": list(found.learned.batches),
        "lines": [asdict(each) for each in found.learned.lines],
        "before": found.before,
        "based_on": found.based_on,
        "sha256": keep(row.organisation_id, found.text.encode()),
    }


def comparison_of(row: Work) -> Comparison | None:
    """What came of a comparison; None while nothing did."""
    if row.kind != WorkKind.LEARN or "lines" not in row.answer:
        return None
    said = row.answer
    return Comparison(
        UUID(row.asked["recipe"]),
        tuple(said["batches"]),
        tuple(Line(**each) for each in said["lines"]),
        *(said[name] for name in ("before", "based_on", "sha256")),
    )


def text_of(row: Work, found: Comparison) -> str:
    """The overlay that a comparison would have kept."""
    return content_of(row.organisation_id, found.sha256).decode()


def learning_row(work_id: UUID) -> Work:
    """One comparison in sight; raises ``DoesNotExist``, for other work as well."""
    row: Work = Work.objects.get(id=work_id, kind=WorkKind.LEARN)
    return row


def comparisons(organisation_id: UUID, recipe_id: UUID) -> QuerySet[Work]:
    """What was asked of a recipe's batches in an organisation, the newest first."""
    rows: QuerySet[Work] = Work.objects.filter(
        organisation_id=organisation_id, kind=WorkKind.LEARN, asked__recipe=str(recipe_id)
    )
    return rows.order_by("-asked_at", "-id")
