"""Give a master batch record its number, and begin its first version."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.recipes.actions.start_version import begin
from cellpark.recipes.events import RecipeRegistered
from cellpark.recipes.models import MasterRecipe, RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.rules import draft_problems
from cellpark.recipes.skeleton import NUMBER, heading_of


def register_recipe(*, actor: Actor, text: str, example: bool = False) -> RecipeVersion:
    """Register the master whose number the text gives (``mbr``), with the text as its first draft.

    Raises ``Refused``: ``recipes.recipe.number_missing`` without a number, ``recipes.recipe.twice`` when the
    organisation has that master already.
    """
    actor.require(RecipePermission.WRITE)
    assert actor.organisation_id is not None, "a recipe belongs to the author's organisation"
    refuse_any(draft_problems(text))
    heading = heading_of(text)
    if not heading.mbr or not NUMBER.fullmatch(heading.mbr):
        raise Refused(Problem("recipes.recipe.number_missing", field="text"))
    with transaction.atomic():
        # two registrations of one number meet here
        lock_stream(f"recipe-number/{actor.organisation_id}")
        if MasterRecipe.objects.filter(organisation_id=actor.organisation_id, mbr=heading.mbr).exists():
            raise Refused(Problem("recipes.recipe.twice", {"mbr": heading.mbr}, field="text"))
        master = MasterRecipe(
            id=new_id(), organisation_id=actor.organisation_id, mbr=heading.mbr, example=example, version=1
        )
        lock_stream(master.stream)
        master.save(force_insert=True)
        record(
            stream=master.stream,
            event=RecipeRegistered(recipe=master.id, mbr=master.mbr, example=example),
            actor=actor,
            organisation=master.organisation_id,
        )
        return begin(actor=actor, master=master, text=text, based_on=None)
