"""Register an organisation."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, current_scope, use_scope
from cellpark.identity.events import OrganisationRegistered
from cellpark.identity.models import Organisation
from cellpark.identity.permissions import IdentityPermission
from cellpark.identity.rules import credit_code_problems, name_problems
from cellpark.identity.states import OrganisationKind
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def register_organisation(
    *,
    actor: Actor,
    kind: OrganisationKind,
    name_zh: str = "",
    name_en: str = "",
    credit_code: str = "",
    example: bool = False,
) -> Organisation:
    """Let an organisation take part. Refused without a name, with a wrong or already known credit code."""
    actor.require(IdentityPermission.REGISTER_ORGANISATION)
    organisation_id = new_id()
    scope = current_scope()
    # the new organisation lies in nobody's scope yet, but whoever registers it must be able to write it
    widened = scope.with_further([organisation_id])
    with transaction.atomic(), use_scope(widened):
        lock_stream(f"organisation/{organisation_id}")
        refuse_any([*name_problems(name_zh=name_zh, name_en=name_en), *credit_code_problems(credit_code)])
        if credit_code and _known(credit_code):
            raise Refused(Problem("identity.credit_code.taken", field="credit_code"))
        organisation = Organisation(
            id=organisation_id,
            kind=kind,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            credit_code=credit_code,
            example=example,
            version=1,
        )
        organisation.save(force_insert=True)
        record(
            stream=f"organisation/{organisation_id}",
            event=OrganisationRegistered(
                organisation=organisation_id,
                kind=kind,
                name_zh=organisation.name_zh,
                name_en=organisation.name_en,
                credit_code=credit_code,
                example=example,
            ),
            actor=actor,
            organisation=organisation_id,
        )
    return organisation


def _known(credit_code: str) -> bool:
    """Whether any organisation of the site has this code, also one that the caller does not see."""
    with use_scope(EVERYTHING):
        return bool(Organisation.objects.filter(credit_code=credit_code).exists())
