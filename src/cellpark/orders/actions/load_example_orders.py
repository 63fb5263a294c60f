"""Load example therapies from a file, by the same acts as people do."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.time import now
from cellpark.identity.public import Organisation
from cellpark.orders.actions.approve_therapy import approve_therapy
from cellpark.orders.actions.describe_therapy import describe_therapy
from cellpark.orders.actions.qualify_site import qualify_site
from cellpark.orders.models import Therapy
from cellpark.orders.therapies_file import FileTherapy, read_therapies
from cellpark.recipes.public import approved_versions

REASON = "example therapy"
HOUSE = Actor.system("examples")


def load_example_orders(*, path: Path) -> int:
    """Describe, approve and open to hospitals what the file names and the maker has not yet; how many were new.

    Safe to repeat. Raises ``Refused`` (``orders.file.unreadable``, or whatever an act refuses), ``DoesNotExist`` for an
    organisation or a recipe that is not there; then nothing is written.
    """
    said = read_therapies(path.read_bytes())
    maker: Organisation = Organisation.objects.get(example=True, name_en=said.maker)
    with transaction.atomic():
        lock_word(f"orders.examples/{maker.id}")
        known = set(Therapy.objects.filter(organisation_id=maker.id).values_list("code", flat=True))
        fresh = [each for each in said.therapies if each.code not in known]
        for each in fresh:
            _load(each, maker)
    return len(fresh)


def _load(each: FileTherapy, maker: Organisation) -> None:
    sponsor: Organisation = Organisation.objects.get(example=True, name_en=each.sponsor)
    version = approved_versions().filter(organisation_id=maker.id).get(recipe__mbr=each.recipe)
    made = describe_therapy(
        actor=HOUSE,
        organisation_id=maker.id,
        sponsor_id=sponsor.id,
        code=each.code,
        recipe=version.sha256,
        starting_material=each.material,
        countries=[country.rule() for country in each.countries],
        distances=each.spans(),
        name_zh=each.zh,
        name_en=each.en,
        example=True,
    )
    approve_therapy(actor=HOUSE, therapy_id=made.id)
    for one in each.hospitals:
        hospital: Organisation = Organisation.objects.get(example=True, name_en=one.name)
        qualify_site(
            actor=HOUSE,
            therapy_id=made.id,
            hospital_id=hospital.id,
            assessment=one.assessment,
            valid_until=(now() + timedelta(days=one.days)).date(),
            reason=REASON,
        )
