"""Begin a new version of a master batch record."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record
from cellpark.recipes.change import next_number
from cellpark.recipes.events import VersionStarted
from cellpark.recipes.models import MasterRecipe, RecipeDraft, RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.queries import text_of, versions_of
from cellpark.recipes.skeleton import heading_of, with_number
from cellpark.recipes.states import OPEN, UNFROZEN, ChangeSize


def start_version(*, actor: Actor, from_version_id: UUID) -> RecipeVersion:
    """Begin a draft from an earlier version's text, with the next number. Raises ``RecipeVersion.DoesNotExist``.

    Raises ``Refused``: ``recipes.version.open`` while another is on its way, ``recipes.version.unfrozen`` from a draft.
    """
    actor.require(RecipePermission.WRITE)
    with transaction.atomic():
        source: RecipeVersion = RecipeVersion.objects.select_related("recipe").get(id=from_version_id)
        # all beginnings of versions of one master meet at its stream
        lock_stream(source.recipe.stream)
        if source.state in UNFROZEN:
            raise Refused(Problem("recipes.version.unfrozen"))
        under_way = versions_of(source.recipe_id).filter(state__in=sorted(OPEN)).first()
        if under_way is not None:
            raise Refused(Problem("recipes.version.open", {"number": under_way.number}))
        text = with_number(text_of(source.sha256), next_number(source.number, ChangeSize.PATCH))
        return begin(actor=actor, master=source.recipe, text=text, based_on=source)


def begin(*, actor: Actor, master: MasterRecipe, text: str, based_on: RecipeVersion | None) -> RecipeVersion:
    """Write a draft version and its event, within the caller's transaction."""
    heading = heading_of(text)
    at = now()
    version = RecipeVersion(
        id=new_id(),
        organisation_id=master.organisation_id,
        recipe=master,
        number=heading.number,
        title_zh=heading.title_zh,
        title_en=heading.title_en,
        based_on=based_on,
        started_at=at,
        version=1,
    )
    lock_stream(version.stream)
    version.save(force_insert=True)
    RecipeDraft(
        id=new_id(),
        organisation_id=master.organisation_id,
        recipe_version=version,
        text=text,
        saved_at=at,
        saved_by=actor.person_id,
    ).save(force_insert=True)
    record(
        stream=version.stream,
        event=VersionStarted(
            version=version.id,
            recipe=master.id,
            number=version.number,
            title_zh=version.title_zh,
            title_en=version.title_en,
            based_on=based_on.id if based_on else None,
        ),
        actor=actor,
        organisation=version.organisation_id,
        at=at,
    )
    return version
