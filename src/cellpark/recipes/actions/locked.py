"""A version under its lock, in the state that an act needs."""

from uuid import UUID

from cellpark.base.versions import refuse_stale
from cellpark.ledger.public import Head, lock_stream
from cellpark.recipes.models import RecipeVersion
from cellpark.recipes.states import VERSION_LIFECYCLE


def locked_version(version_id: UUID, *, seen_version: int | None = None) -> tuple[RecipeVersion, Head]:
    """The version and the head of its stream, locked. Raises ``RecipeVersion.DoesNotExist``, ``Refused`` when stale."""
    head = lock_stream(f"recipe-version/{version_id}")
    found: RecipeVersion = RecipeVersion.objects.select_related("recipe").get(id=version_id)
    refuse_stale(seen=seen_version, present=found.version)
    return found, head


def step(version: RecipeVersion, verb: str) -> str:
    """The state after ``verb``; raises ``Refused`` (``lifecycle.step``)."""
    return VERSION_LIFECYCLE.step(version.state, verb).value
