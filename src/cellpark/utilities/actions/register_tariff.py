"""Register a tariff."""

from collections.abc import Sequence

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record
from cellpark.utilities.events import TariffRegistered
from cellpark.utilities.models import Tariff
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.rules import code_problems
from cellpark.utilities.states import Band, Utility


def register_tariff(
    *,
    actor: Actor,
    code: str,
    utility: Utility,
    name_zh: str = "",
    name_en: str = "",
    bands: Sequence[Band] = (Band.ALL,),
) -> Tariff:
    """Name a tariff and the bands that it knows; its prices follow. Raises ``Refused``: ``utilities.tariff....``."""
    actor.require(UtilityPermission.SET_TARIFF)
    owner = actor.organisation_id
    assert owner is not None, "a tariff belongs to an operator"
    problems = [*code_problems(code), *text_problems(name_zh=name_zh, name_en=name_en)]
    if not (name_zh.strip() or name_en.strip()):
        problems.append(Problem("base.required", field="name_en"))
    if not bands or len(set(bands)) != len(bands) or (Band.ALL in bands and len(bands) > 1):
        problems.append(Problem("utilities.tariff.bands", field="bands"))
    refuse_any(problems)
    with transaction.atomic():
        lock_stream(f"utility-tariffs/{owner}")
        if Tariff.objects.filter(organisation_id=owner, code=code).exists():
            raise Refused(Problem("utilities.code.taken", {"code": code}, field="code"))
        row = Tariff(
            id=new_id(),
            organisation_id=owner,
            code=code,
            utility=utility.value,
            name_zh=name_zh,
            name_en=name_en,
            bands=[each.value for each in bands],
        )
        event = TariffRegistered(
            tariff=row.id,
            code=code,
            utility=utility.value,
            name_zh=name_zh,
            name_en=name_en,
            bands=tuple(each.value for each in bands),
        )
        row.version = record(stream=f"utility-tariff/{row.id}", event=event, actor=actor, organisation=owner).version
        row.save(force_insert=True)
    return row
