"""Take in a container that was expected, after looking at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.actions.verify_scan import verify_scan
from cellpark.materials.container_events import Checked, ContainerReceived
from cellpark.materials.look_alikes import warn
from cellpark.materials.models import Container, Material, Source
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import receipt_problems, time_problems
from cellpark.materials.states import CONTAINER_LIFECYCLE, ReceiptCheck, StorageCondition
from cellpark.materials.transport import temperature_kept
from cellpark.materials.verdict import ScanVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was seen on arrival (CN-4b). ``checks`` are the points that a person looks at; the approved list and the
    transport temperature are compared by the house itself.
    """

    source: str
    place: str
    condition: StorageCondition
    checks: Mapping[ReceiptCheck, bool]
    notes: Mapping[ReceiptCheck, str]
    quantity: Quantity | None = None
    collected_at: datetime | None = None
    temperature_min: Quantity | None = None
    temperature_max: Quantity | None = None
    seal: str = ""


def receive_container(
    *, actor: Actor, container_id: UUID, raw: str, receipt: Receipt, at: datetime | None = None
) -> ScanVerdict:
    """Receive an expected container whose label was scanned; another label stops the receipt and is a near miss (T1).

    A check that failed puts the container into quarantine (CN-4b, CN-4c). A look-alike in the house asks for a second
    person's scan. Raises ``Refused(materials.receipt....)``, ``lifecycle.step``.
    """
    actor.require(MaterialsPermission.RECEIVE)
    when = at or now()
    refuse_any([*time_problems(when, now()), *receipt_problems(receipt.checks, receipt.notes, receipt.place)])
    expected: Container = Container.objects.select_related("material", "lot").get(id=container_id)
    CONTAINER_LIFECYCLE.step(expected.state, "receive")
    verdict = verify_scan(
        actor=actor, raw=raw, expected_container=expected, purpose="receipt", at=when, check_use=False
    )
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = lock_one(Container, container_id)
        material: Material = Material.objects.get(id=row.material_id)
        source = Source.objects.filter(organisation_id=row.organisation_id, name=receipt.source).first()
        checks = _checks(receipt, material, approved=source is not None and source.approved(when))
        accepted = all(each.passed for each in checks)
        CONTAINER_LIFECYCLE.step(row.state, "receive" if accepted else "receive_held")
        event = ContainerReceived(
            container=row.id,
            source=receipt.source,
            quantity=receipt.quantity or row.quantity,
            place=receipt.place,
            condition=receipt.condition.value,
            collected_at=receipt.collected_at,
            temperature_min=receipt.temperature_min,
            temperature_max=receipt.temperature_max,
            seal=receipt.seal,
            scan=raw,
            checks=checks,
            accepted=accepted,
            person=actor.person_id,
        )
        row, _ = write(Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, at=when)
        if row.coi:
            warn(actor=actor, coi=row.coi, organisation=row.organisation_id)
            row = Container.objects.select_related("material", "lot").get(id=row.id)
    return ScanVerdict(ok=True, container=row, lot=verdict.lot)


def _checks(receipt: Receipt, material: Material, *, approved: bool) -> tuple[Checked, ...]:
    kept = temperature_kept(material.storage, receipt.temperature_min, receipt.temperature_max)
    found = {ReceiptCheck.SOURCE: approved, ReceiptCheck.TEMPERATURE: kept, **receipt.checks}
    return tuple(
        Checked(check=each.value, passed=found[each], note=receipt.notes.get(each, ""))
        for each in ReceiptCheck
        if each in found
    )
