"""The example rooms that ship with the program, for the example organisation that their file names."""

from pathlib import Path

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Organisation
from cellpark.kernel.yaml_text import read_yaml
from cellpark.premises.actions.import_rooms import Imported, load_rooms
from cellpark.premises.actions.register_building import register_building
from cellpark.premises.models import Building

SIZE_MAX = 1_000_000


def load_example_premises(folder: Path) -> Imported:
    """Register the buildings of ``buildings.yaml`` that are missing and take ``rooms.csv`` in; safe to repeat."""
    said = read_yaml((folder / "buildings.yaml").read_bytes(), limit_bytes=SIZE_MAX)
    owner: Organisation = Organisation.objects.get(example=True, name_en=said["organisation"])
    actor = Actor.system("examples")
    with transaction.atomic():
        known = set(Building.objects.filter(organisation_id=owner.id).values_list("code", flat=True))
        for each in said["buildings"]:
            if each["code"] not in known:
                values = {name: value for name, value in each.items() if name != "floors"}
                register_building(actor=actor, organisation=owner.id, floors=tuple(each["floors"]), **values)
        content = (folder / "rooms.csv").read_bytes()
        return load_rooms(actor=actor, organisation=owner.id, content=content)
