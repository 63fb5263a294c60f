"""Fill a site with a large fictional park, to measure it."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.premises.actions.import_rooms import load_rooms
from cellpark.premises.actions.register_building import register_building
from cellpark.premises.generated import generated_buildings
from cellpark.premises.models import Building
from cellpark.premises.permissions import PremisesPermission

COMPANIES_MAX = 5_000


def generate_premises(
    *,
    actor: Actor,
    organisation: UUID,
    companies: int,
    seed: int,
    progress: Callable[[int], None] = lambda _rooms: None,
) -> int:
    """Buildings and rooms for so many companies by the acts of the house, two entries a building; gives the rooms.

    The same seed gives the same park; a building that is there already keeps its rooms, and its list changes nothing.
    Raises ``Refused``: ``premises.generate.companies``.
    """
    actor.require(PremisesPermission.REGISTER_BUILDING)
    if not 1 <= companies <= COMPANIES_MAX:
        raise Refused(Problem("premises.generate.companies", {"most": COMPANIES_MAX}, field="companies"))
    made = 0
    for each in generated_buildings(seed=seed, companies=companies):
        with transaction.atomic():
            if not Building.objects.filter(organisation_id=organisation, code=each.code).exists():
                register_building(
                    actor=actor,
                    organisation=organisation,
                    code=each.code,
                    name_zh=each.name_zh,
                    name_en=each.name_en,
                    phase=each.phase,
                    floors=each.floors,
                    width_dm=each.width_dm,
                    depth_dm=each.depth_dm,
                )
            made += load_rooms(actor=actor, organisation=organisation, content=each.rooms).opened
        progress(made)
    return made
