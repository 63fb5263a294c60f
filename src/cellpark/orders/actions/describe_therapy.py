"""Describe a therapy, once or anew."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.identifiers.isbt128 import DEMONSTRATION_FACILITY, format_chain
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream
from cellpark.materials.public import Material
from cellpark.orders.country_rules import rule_problems, supply_problems
from cellpark.orders.events import CountryRule, Distances, TherapyDescribed
from cellpark.orders.models import Therapy
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_therapy
from cellpark.orders.rules import code_problems, countries_problems, names_problems
from cellpark.orders.slots import distances_problems
from cellpark.orders.states import THERAPY_LIFECYCLE
from cellpark.recipes.public import approved


def describe_therapy(  # noqa: PLR0913 -- what a product is for those who order it
    *,
    actor: Actor,
    organisation_id: UUID,
    sponsor_id: UUID,
    code: str,
    recipe: str,
    starting_material: str,
    countries: Sequence[CountryRule],
    distances: Distances,
    name_zh: str = "",
    name_en: str = "",
    facility: str = DEMONSTRATION_FACILITY,
    example: bool = False,
) -> Therapy:
    """Say what a sponsor's product is: recipe, starting material, rules of each country, distances of the slots.

    ``organisation_id`` is the maker. Describing again makes a new revision, which waits for the sponsor's approval;
    orders keep theirs. ``facility`` is the maker's ISBT 128 number. Raises ``Refused``: malformed rules, a recipe that
    is not approved, ``orders.therapy.other_sponsor``.
    """
    actor.require(OrderPermission.DESCRIBE_THERAPY)
    problems = [*code_problems(code), *names_problems(name_zh, name_en), *countries_problems(countries)]
    problems += [problem for each in countries for problem in (*rule_problems(each), *supply_problems(each))]
    refuse_any([*problems, *distances_problems(distances)])
    format_chain(facility=facility, year=2000, sequence="000000")
    approved(recipe)
    with transaction.atomic():
        lock_word(f"therapy/{organisation_id}/{code}")
        if not Material.objects.filter(organisation_id=organisation_id, code=starting_material).exists():
            raise Refused(
                Problem("orders.therapy.no_material", {"code": starting_material[:40]}, field="starting_material")
            )
        known = Therapy.objects.filter(organisation_id=organisation_id, code=code).first()
        identity = new_id() if known is None else known.id
        if known is not None:
            lock_stream(f"therapy/{identity}")
            THERAPY_LIFECYCLE.step(known.state, "describe")
            if known.sponsor_id != sponsor_id:
                raise Refused(Problem("orders.therapy.other_sponsor", field="sponsor", rule="T19"))
        event = TherapyDescribed(
            therapy=identity,
            code=code,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            sponsor=sponsor_id,
            recipe=recipe,
            starting_material=starting_material,
            facility=facility,
            countries=tuple(countries),
            distances=distances,
            person=actor.person_id,
            example=example,
        )
        return record_therapy(event, actor=actor, organisation=organisation_id)
