"""Recipes in force in a plant of a test: written, reviewed and approved by three people with their signatures."""

from uuid import UUID

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation, Person, Role
from cellpark.kernel.clock import FixedClock
from cellpark.recipes import public as recipes
from cellpark.recipes.dialect import check, identity
from cellpark.recipes.public import RecipeText, RecipeVersion
from tests.batches.floor import SMALL, Floor, make_floor
from tests.people import person
from tests.recipes.conftest import Plant as Authors

NUMBER = "version: 1.0.0"


def floor_in_force(clock: FixedClock, text: str = SMALL) -> Floor:
    """A floor whose recipe is in force."""
    made = make_floor(clock, "")
    made.recipe = in_force(made.store.organisation, text)
    return made


def in_force(home: Organisation, text: str) -> str:
    """Bring a text into force by the acts of the house; the SHA-256 by which batches know it."""
    return str(authors_of(home).in_force(text).sha256)


def next_in_force(home: Organisation, before: str, text: str) -> str:
    """Bring another text of the same master into force in place of the one with the hash ``before``."""
    with use_scope(EVERYTHING):
        if check(text):
            return older_than_a_rule(before, text)
        source: RecipeVersion = RecipeVersion.objects.select_related("recipe").get(sha256=before, organisation=home)
        authors = authors_of(home)
        actor = authors.actor(authors.author)
        made = recipes.start_version(actor=actor, from_version_id=source.id)
        number = f"version: {int(source.number.partition('.')[0]) + 1}.0.0"
        recipes.save_draft(actor=actor, version_id=made.id, text=text.replace(NUMBER, number))
        recipes.submit_version(actor=actor, version_id=made.id)
    return str(authors.approved(authors.reviewed(authors.authored(made.id).id).id).sha256)


def older_than_a_rule(before: str, text: str) -> str:
    """What was approved before a rule came is kept as it is; no act of today would let it in."""
    version: RecipeVersion = RecipeVersion.objects.get(sha256=before)
    digest = identity(text)
    RecipeText(organisation_id=version.organisation_id, sha256=digest, text=text, kept_at=now()).save()
    RecipeVersion.objects.filter(id=version.id).update(sha256=digest)
    return digest


def authors_of(home: Organisation) -> Authors:
    """The three people who bring recipes into force there."""
    with use_scope(EVERYTHING):
        return Authors(
            home,
            *(
                _somebody(home, name, role)
                for name, role in (
                    ("author", Role.PRODUCTION_OPERATOR),
                    ("reviewer", Role.QUALITY_STAFF),
                    ("approver", Role.QUALITY_HEAD),
                )
            ),
        )


def _somebody(home: Organisation, name: str, role: Role) -> Person:
    email = f"recipe-{name}-{UUID(str(home.id)).hex[-12:]}@example.org"
    return Person.objects.filter(email=email).first() or person(email, role, within=home)
