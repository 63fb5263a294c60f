"""The example plant that ships with the program, for the example organisation that it names."""

from datetime import timedelta
from pathlib import Path

from cellpark.base.actor import Actor
from cellpark.equipment.actions.load_plant import LoadedPlant, load_plant
from cellpark.equipment.plant_file import read_plant
from cellpark.identity.public import Organisation

# older than any history that the examples tell
STANDS_SINCE = timedelta(days=365)


def load_example_plant(path: Path) -> LoadedPlant:
    """Load the file ``path`` as the house itself, in a scope that covers the organisation; safe to repeat."""
    content = path.read_bytes()
    owner: Organisation = Organisation.objects.get(example=True, name_en=read_plant(content).organisation)
    return load_plant(actor=Actor.system("examples"), content=content, organisation=owner.id, since=STANDS_SINCE)
