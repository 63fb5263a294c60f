"""Hand a company everything that it takes along."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.events import PassportIssued
from cellpark.companies.models import Company
from cellpark.companies.passport import bills_with, leases_with, passport_files
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import keep, locked, stream_of, today
from cellpark.companies.states import CompanyState
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import attached_digest, make_export

ISSUED = frozenset({CompanyState.SIGNED, CompanyState.MOVED_IN, CompanyState.GRADUATED, CompanyState.LEFT})


def issue_passport(*, actor: Actor, company_id: UUID) -> bytes:
    """One zip that anybody can check without us: the company's own streams with proofs, a document, the values.

    Runs outside a transaction, as every export with files. Raises ``Refused``: ``companies.state`` for one that never
    signed, and as ``make_export`` does.
    """
    actor.require(CompanyPermission.DECIDE)
    with transaction.atomic():
        row = locked(actor, company_id)
        if row.state not in ISSUED:
            raise Refused(Problem("companies.state", {"state": row.state}))
        files = passport_files(row, today())
        event = PassportIssued(company=row.id, digest=attached_digest(files))
        made = keep(row, event, actor=actor)
        merged = Company.objects.filter(merged_into_id=row.id).values_list("id", flat=True)
        earlier = [stream_of(each) for each in merged]
        streams = [stream_of(row.id), *earlier]
        streams += [f"lease/{each.id}" for each in leases_with(row)] + [f"bill/{each.id}" for each in bills_with(row)]
    return make_export(actor=actor, streams=streams, attached=files, recorded=(made.stream, made.version))
