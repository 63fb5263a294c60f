"""Learning from batches: overlays that hold, comparisons with what was executed, editions. No recipe is changed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.planning.learning import differences
from cellpark.planning.living.learned import waiting_batches
from cellpark.plans import public as plans
from cellpark.plans.public import PlanPermission
from cellpark.recipes.dialect.plan import parse_plan
from cellpark.recipes.public import (
    MasterRecipe,
    RecipePermission,
    approved_versions,
    overlay_before,
    overlay_edition,
    overlay_editions,
    overlays_in_force,
)
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.learning import (
    ComparisonOut,
    OverlayDifferenceOut,
    OverlayEditionOut,
    OverlayEditionRowOut,
    OverlayKeepIn,
    OverlayOut,
)
from cellpark.web.api.schemas.lists import After, Limit

TAG = "learning"
SEE, COMPARE = requires(PlanPermission.SEE), requires(PlanPermission.DRAW)
KEEP = requires(RecipePermission.KEEP_OVERLAY)
ONE = "overlays/{recipe_id}"


@operation(
    "GET",
    "overlays",
    access=SEE,
    answers={200: list[OverlayOut]},
    tag=TAG,
    summary=_("List the planning overlays that hold"),
)
def list_overlays(request: HttpRequest) -> list[OverlayOut]:
    """One of each recipe in force of one's own house, with the number of batches that wait to be learned from."""
    owner = actor_of(request).organisation_id
    if owner is None:
        return []
    versions = list(approved_versions().filter(organisation_id=owner).select_related("recipe").order_by("recipe__mbr"))
    found, waiting = overlays_in_force(versions), waiting_batches(versions)
    return [OverlayOut.of(each, found.get(each.recipe_id), waiting[each.recipe_id]) for each in versions]


@operation(
    "POST",
    f"{ONE}/comparisons",
    access=COMPARE,
    answers={200: ComparisonOut},
    tag=TAG,
    summary=_("Compare an overlay with the executed batches"),
)
def compare_an_overlay(request: HttpRequest, response: HttpResponse, recipe_id: UUID) -> ComparisonOut:
    """In the background, of the batches that no edition counts yet; nothing is changed by it."""
    actor, owner = actor_of(request), _owner(recipe_id)
    if owner != actor.organisation_id:
        raise MasterRecipe.DoesNotExist
    done = perform(request, lambda: plans.ask_for_learning(actor=actor, organisation_id=owner, recipe_id=recipe_id).id)
    repeated(response, done)
    return ComparisonOut.of(plans.learning_row(done.id))


@operation(
    "GET",
    f"{ONE}/comparisons",
    access=SEE,
    answers={200: list[ComparisonOut]},
    tag=TAG,
    summary=_("List comparisons of an overlay"),
)
def list_overlay_comparisons(
    request: HttpRequest, response: HttpResponse, recipe_id: UUID, after: After = None, limit: Limit = 50
) -> list[ComparisonOut]:
    """The newest first, each with its numbers."""
    rows = plans.comparisons(_owner(recipe_id), recipe_id)
    return [ComparisonOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "overlay-comparisons/{work_id}",
    access=SEE,
    answers={200: ComparisonOut},
    tag=TAG,
    summary=_("Read a comparison of an overlay"),
)
def get_overlay_comparison(request: HttpRequest, work_id: UUID) -> ComparisonOut:  # noqa: ARG001 -- ninja's signature
    """How far it is, and old and new numbers beside each other."""
    return ComparisonOut.of(plans.learning_row(work_id))


@operation(
    "POST",
    "overlay-editions",
    access=KEEP,
    answers={200: OverlayEditionRowOut},
    tag=TAG,
    summary=_("Keep a comparison as an edition of the overlay"),
)
def keep_an_overlay(request: HttpRequest, response: HttpResponse, body: OverlayKeepIn) -> OverlayEditionRowOut:
    """It is planned with it from then on; the signed recipe stays as it is."""
    actor = actor_of(request)
    # a stranger's is not there, whatever else is wrong (T19)
    plans.learning_row(body.comparison)

    def act() -> UUID:
        kept: UUID = plans.keep_learned(actor=actor, work_id=body.comparison, reason=body.reason).id
        return kept

    done = perform(request, act)
    repeated(response, done)
    return OverlayEditionRowOut.of(overlay_edition(done.id))


@operation(
    "GET",
    f"{ONE}/editions",
    access=SEE,
    answers={200: list[OverlayEditionRowOut]},
    tag=TAG,
    summary=_("List the editions of an overlay"),
)
def list_overlay_editions(
    request: HttpRequest, response: HttpResponse, recipe_id: UUID, after: After = None, limit: Limit = 50
) -> list[OverlayEditionRowOut]:
    """The newest first, each with its batches and the hash of the one before."""
    rows = overlay_editions(_owner(recipe_id), recipe_id)
    return [OverlayEditionRowOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation(
    "GET",
    "overlay-editions/{edition_id}",
    access=SEE,
    answers={200: OverlayEditionOut},
    tag=TAG,
    summary=_("Read an edition of an overlay"),
)
def get_overlay_edition(request: HttpRequest, edition_id: UUID) -> OverlayEditionOut:  # noqa: ARG001 -- ninja's signature
    """With its text and what it says otherwise than the one before."""
    row = overlay_edition(edition_id)
    before = overlay_before(row)
    found = None if before is None else differences(parse_plan(before[1]), parse_plan(row.text))
    return OverlayEditionOut(
        edition=OverlayEditionRowOut.of(row),
        text=row.text,
        differences=None if found is None else [OverlayDifferenceOut.of(each) for each in found],
    )


def _owner(recipe_id: UUID) -> UUID:
    """Whose a recipe in sight is; raises ``DoesNotExist``."""
    owner: UUID = MasterRecipe.objects.values_list("organisation_id", flat=True).get(id=recipe_id)
    return owner
