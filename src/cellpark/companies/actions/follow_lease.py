"""The record of a company follows its lease: the signature of both sides, and the first day."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.actions.move_in import write_move_in
from cellpark.companies.actions.record_signing import write_signing
from cellpark.companies.leasing import SIGNED
from cellpark.companies.models import Company
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, today
from cellpark.companies.stages import first_stage
from cellpark.companies.states import CompanyState
from cellpark.leases.public import Lease, LeaseState

KEYS_STEP, STAGE_STEP, SETTLE_STEP = "@keys", "@stage", "@settle"
STAGE_DAYS, SETTLE_DAYS = timedelta(days=7), timedelta(days=90)


def follow_signature(*, actor: Actor, lease_id: UUID) -> Company | None:
    """The lease is signed by both sides, here or on paper: the company with an offer that rents by it has signed.

    None where its record says something else: it followed already, the tenant is no company of this park, or it stands
    where no lease can follow, which whoever looks after companies sees as work (``unrecorded``).
    """
    with transaction.atomic():
        lease: Lease = Lease.objects.get(id=lease_id)
        row = _renting(actor, lease)
        if row is None or row.state != CompanyState.OFFERED or lease.state not in SIGNED:
            return None
        due = max(lease.starts_on, today())
        write_signing(row, lease.id, lease.number, actor=actor, step=KEYS_STEP, step_on=due)
        return row


def follow_start(*, actor: Actor, lease_id: UUID) -> Company | None:
    """The first day of the lease has come: the company moves in, in the furthest stage whose criteria it meets.

    Where the criteria alone cannot tell the stage, saying it becomes the next step of whoever looks after the company.
    """
    with transaction.atomic():
        follow_signature(actor=actor, lease_id=lease_id)
        lease: Lease = Lease.objects.get(id=lease_id)
        row = _renting(actor, lease)
        if row is None or row.state != CompanyState.SIGNED or row.lease_id != lease_id:
            return None
        if lease.state != LeaseState.RUNNING:
            return None
        on = today()
        found = first_stage(row, on)
        if found is None:
            plan(row, actor=actor, owner=row.owner_person, step=STAGE_STEP, on=on + STAGE_DAYS)
            return None
        write_move_in(row, *found, actor=actor, day=on, evidence="")
        plan(row, actor=actor, owner=row.owner_person, step=SETTLE_STEP, on=on + SETTLE_DAYS)
        return row


def _renting(actor: Actor, lease: Lease) -> Company | None:
    """The company that rents by a lease, under its lock."""
    rows = Company.objects.filter(organisation_id=lease.organisation_id, tenant_id=lease.tenant_id)
    found = rows.exclude(state=CompanyState.MERGED).values_list("id", flat=True).first()
    return None if found is None else locked(actor, found)
