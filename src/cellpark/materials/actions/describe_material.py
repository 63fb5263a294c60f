"""Say what a material is, for the first time or anew."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.events import ClockLimit, MaterialDescribed
from cellpark.materials.models import Material
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import clock_problems, code_problems, name_problems, reason_problems, unit_problems
from cellpark.materials.states import DonorUse, MaterialKind, StorageCondition


def describe_material(  # noqa: PLR0913 -- what a master says
    *,
    actor: Actor,
    organisation_id: UUID,
    code: str,
    name_zh: str = "",
    name_en: str = "",
    kind: MaterialKind,
    unit: str = "1",
    storage: StorageCondition = StorageCondition.AMBIENT,
    donor_use: DonorUse = DonorUse.NONE,
    gtin: str = "",
    clocks: Sequence[ClockLimit] = (),
    material_id: UUID | None = None,
    example: bool = False,
    reason: str = "",
) -> Material:
    """Describe a material; with ``material_id`` describe it anew, which needs a reason and keeps the code.

    Containers keep the clock limits with which they began. Raises ``Refused(materials.material....)``.
    """
    actor.require(MaterialsPermission.DESCRIBE)
    refuse_any(
        [
            *code_problems(code),
            *name_problems(name_zh, name_en),
            *unit_problems(unit),
            *clock_problems(clocks),
            *([] if material_id is None else reason_problems(reason)),
        ]
    )
    with transaction.atomic():
        lock_word(f"material-code/{organisation_id}/{code}")
        row = None if material_id is None else lock_one(Material, material_id)
        known = Material.objects.filter(organisation_id=organisation_id, code=code).first()
        if row is None and known is not None:
            raise Refused(Problem("materials.material.code_taken", {"code": code}, field="code"))
        if row is not None and row.code != code:
            raise Refused(Problem("materials.material.code_stays", {"code": row.code}, field="code"))
        twin = Material.objects.filter(organisation_id=organisation_id, gtin=gtin).exclude(code=code) if gtin else None
        if twin is not None and twin.exists():
            raise Refused(Problem("materials.material.gtin_taken", {"gtin": gtin}, field="gtin"))
        identity = material_id or new_id()
        event = MaterialDescribed(
            material=identity,
            code=code,
            name_zh=name_zh,
            name_en=name_en,
            kind=kind.value,
            unit=unit,
            storage=storage.value,
            donor_use=donor_use.value,
            gtin=gtin,
            clocks=tuple(clocks),
            example=example,
        )
        written, _ = write(
            Material, identity, event, actor=actor, organisation=organisation_id, row=row, reason=reason or None
        )
    return written
