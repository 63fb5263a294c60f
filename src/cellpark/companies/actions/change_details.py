"""Correct who a company is."""

from itertools import chain
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.companies.duplicates import duplicates
from cellpark.companies.events import CompanyRenamed
from cellpark.companies.folding import name_keys
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.rows import keep, locked
from cellpark.companies.rules import Details, details_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream


def change_details(*, actor: Actor, company_id: UUID, details: Details) -> Company:
    """Names, credit code and node of the chain. Raises ``Refused``: ``companies.duplicate.code``."""
    actor.require(CompanyPermission.KEEP)
    refuse_any(details_problems(details))
    with transaction.atomic():
        house = Company.objects.get(id=company_id).organisation_id
        lock_stream(f"companies/{house}")
        row = locked(actor, company_id)
        for found in duplicates(details, house=house, but=row.id):
            if found.surely:
                params = {"name": found.company.name, "code": details.code}
                raise Refused(Problem("companies.duplicate.code", params, field="code"))
        zh, en = details.name_zh.strip(), details.name_en.strip()
        event = CompanyRenamed(company=row.id, name_zh=zh, name_en=en, code=details.code, node=details.node)
        changed = {"name_zh": zh, "name_en": en, "code": details.code, "node": details.node}
        # the names of what was merged into it lead to it as before
        taken = Company.objects.filter(merged_into_id=row.id).values_list("keys", flat=True)
        keys = sorted({*name_keys(zh, en), *chain.from_iterable(taken)})
        keep(row, event, actor=actor, keys=keys, **changed)
        return row
