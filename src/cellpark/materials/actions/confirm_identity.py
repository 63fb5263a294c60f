"""The second person's scan of a container with a look-alike in the house."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.materials.actions.verify_scan import verify_scan
from cellpark.materials.container_events import IdentityConfirmed
from cellpark.materials.models import Container
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import second_scan_problems
from cellpark.materials.verdict import ScanVerdict


def confirm_identity(*, actor: Actor, container_id: UUID, raw: str) -> ScanVerdict:
    """Scan the container as the second person; until then nobody uses it (CN-4f). A wrong label is a near miss.

    Raises ``Refused``: ``materials.container.same_person``, ``materials.container.no_second_scan_due``.
    """
    actor.require(MaterialsPermission.HANDLE)
    container: Container = Container.objects.get(id=container_id)
    refuse_any(_problems(actor, container))
    verdict = verify_scan(actor=actor, raw=raw, expected_container=container_id, purpose="second_scan", check_use=False)
    if not verdict.ok:
        return verdict
    with transaction.atomic():
        row = lock_one(Container, container_id)
        refuse_any(_problems(actor, row))
        event = IdentityConfirmed(container=row.id, scan=raw, person=actor.person_id)
        row, _ = write(Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row)
    return ScanVerdict(ok=True, container=row, lot=verdict.lot)


def _problems(actor: Actor, row: Container) -> list[Problem]:
    return second_scan_problems(
        person=actor.person_id, received_by=row.received_by or row.custodian, due=row.second_scan_due
    )
