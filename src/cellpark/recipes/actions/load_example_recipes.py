"""Load the example recipes that ship with the program, signed by the example people."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.html import format_html

from cellpark.access.public import actor_for, running_memberships
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Meaning, Organisation, Person, sign_as_example
from cellpark.instruments.public import keep_file
from cellpark.ledger.public import lock_stream
from cellpark.recipes.actions.approve_version import approve_version
from cellpark.recipes.actions.author_version import author_version
from cellpark.recipes.actions.register_recipe import register_recipe
from cellpark.recipes.actions.review_version import review_version
from cellpark.recipes.actions.submit_version import submit_version
from cellpark.recipes.dialect import parse
from cellpark.recipes.models import MasterRecipe, RecipeVersion
from cellpark.recipes.queries import recipe_version
from cellpark.recipes.signing import prepare_version_signature
from cellpark.recipes.skeleton import heading_of

# whose plant it is, and who writes, checks and approves there (examples/people.yaml)
PLANT = "Example Cell Therapy Company"
AUTHOR, REVIEWER, APPROVER = (
    "operator-1.cell@example.org",
    "quality.cell@example.org",
    "quality-head.cell@example.org",
)
WHY = "example data"


@dataclass(frozen=True, slots=True)
class Signer:
    """An example person who acts, and the password of all of them."""

    actor: Actor
    role: str
    password: str

    def sign(self, version_id: UUID, meaning: Meaning) -> UUID:
        """Sign the version as it stands and return the signature's id."""
        version = recipe_version(version_id)
        prepared = prepare_version_signature(
            actor=self.actor,
            version=version,
            meaning=meaning,
            role=self.role,
            why=WHY,
            view=format_html("<p>{} {}</p><p>SHA-256 {}</p>", version.recipe.mbr, version.number, version.sha256),
            back="",
        )
        return sign_as_example(actor=self.actor, prepared=prepared, password=self.password)


def load_example_recipes(*, folder: Path, password: str) -> list[RecipeVersion]:
    """Register and approve the folder's ``*.mbr.md`` through the ordinary acts; what is there stays as it is."""
    with use_scope(EVERYTHING), transaction.atomic():
        lock_stream("system/example-recipes")
        plant = Organisation.objects.filter(example=True, name_en=PLANT).first()
        if plant is None:
            return []
        author, reviewer, approver = (_signer(email, plant, password) for email in (AUTHOR, REVIEWER, APPROVER))
        made = []
        for path in sorted(folder.glob("*.mbr.md")):
            text = path.read_text(encoding="utf-8")
            if MasterRecipe.objects.filter(organisation=plant, mbr=heading_of(text).mbr).exists():
                continue
            version = register_recipe(actor=author.actor, text=text, example=True)
            _keep_pictures(folder, text, author.actor)
            submit_version(actor=author.actor, version_id=version.id)
            signed = author.sign(version.id, Meaning.AUTHORED)
            author_version(actor=author.actor, version_id=version.id, signature_id=signed)
            signed = reviewer.sign(version.id, Meaning.REVIEWED)
            review_version(actor=reviewer.actor, version_id=version.id, signature_id=signed)
            signed = approver.sign(version.id, Meaning.APPROVED)
            made.append(approve_version(actor=approver.actor, version_id=version.id, signature_id=signed))
    return made


def _keep_pictures(folder: Path, text: str, actor: Actor) -> None:
    """The pictures that the steps name and that lie beside the recipe, for the operator's page."""
    for _unit, step in parse(text).steps():
        path = folder / (step.picture or "")
        if step.picture and path.is_file():
            keep_file(actor=actor, content=path.read_bytes(), name=step.picture, media_type="")


def _signer(email: str, plant: Organisation, password: str) -> Signer:
    person = Person.objects.get(email=email, example=True)
    actor = actor_for(person.id, plant.id, running_memberships(person.id), channel="command")
    return Signer(actor, min(actor.roles), password)
