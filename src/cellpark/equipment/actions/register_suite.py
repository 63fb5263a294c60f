"""Register a suite."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.equipment.acting import organisation_for
from cellpark.equipment.events import SuiteRegistered
from cellpark.equipment.models import Suite
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import code_problems, name_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record


def register_suite(
    *, actor: Actor, code: str, name_zh: str = "", name_en: str = "", organisation: UUID | None = None
) -> Suite:
    """A suite with the code that recipes name. Raises ``Refused(equipment.code.taken)``."""
    actor.require(EquipmentPermission.MANAGE)
    owner = organisation_for(actor, organisation)
    with transaction.atomic():
        lock_word(f"equipment.suite/{owner}/{code}")
        refuse_any([*code_problems(code), *name_problems(name_zh=name_zh, name_en=name_en)])
        if Suite.objects.filter(organisation_id=owner, code=code).exists():
            raise Refused(Problem("equipment.code.taken", {"code": code}, field="code"))
        suite = Suite(id=new_id(), organisation_id=owner, code=code, name_zh=name_zh, name_en=name_en, version=1)
        suite.save(force_insert=True)
        event = SuiteRegistered(suite=suite.id, code=code, name_zh=name_zh, name_en=name_en)
        record(stream=f"suite/{suite.id}", event=event, actor=actor, organisation=owner)
    return suite
