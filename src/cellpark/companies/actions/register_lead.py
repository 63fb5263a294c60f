"""Enter a company that the park wants."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.companies.duplicates import duplicates
from cellpark.companies.events import CompanyRegistered
from cellpark.companies.folding import name_keys
from cellpark.companies.models import Company
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import day_of, passed, stream_of, today
from cellpark.companies.rules import LINE_MAX, TEXT_MAX, Details, details_problems, step_problems, text_problem
from cellpark.companies.states import CompanyState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def register_lead(
    *,
    actor: Actor,
    details: Details,
    step: str,
    step_on: date,
    source: str = "",
    demand: str = "",
    owner: UUID | None = None,
    organisation_id: UUID | None = None,
    known_as_other: bool = False,
    example: bool = False,
) -> Company:
    """A lead of the actor's own house with its first step; ``owner`` takes it, the actor where none is named.

    ``demand`` says what gap of the chain it would close. Raises ``Refused``: ``companies.duplicate`` for one that may
    be known already, unless ``known_as_other`` says that it is another one; a credit code is taken once.
    """
    actor.require(CompanyPermission.KEEP)
    house = organisation_id or actor.organisation_id
    assert house is not None, "a company belongs to an operator"
    refuse_any(
        [
            *details_problems(details),
            *step_problems(step=step, on=step_on, today=today()),
            *text_problem("source", source, LINE_MAX),
            *text_problem("demand", demand, TEXT_MAX),
        ]
    )
    with transaction.atomic():
        row = enter(
            actor=actor,
            house=house,
            details=details,
            source=source,
            demand=demand,
            known_as_other=known_as_other,
            example=example,
        )
        plan(row, actor=actor, owner=owner or actor.person_id, step=step, on=step_on)
        return row


def enter(
    *,
    actor: Actor,
    house: UUID,
    details: Details,
    source: str,
    demand: str = "",
    known_as_other: bool = False,
    example: bool = False,
) -> Company:
    """Write the lead, within an act that judged its words; two entries of one company meet here."""
    lock_stream(f"companies/{house}")
    for found in duplicates(details, house=house):
        if found.surely or not known_as_other:
            params = {"name": found.company.name, "code": found.company.code or "-"}
            raise Refused(
                Problem(f"companies.duplicate.{found.why}", params, field="code" if found.surely else "name_zh")
            )
    identity = new_id()
    event = CompanyRegistered(
        company=identity,
        name_zh=details.name_zh.strip(),
        name_en=details.name_en.strip(),
        code=details.code,
        node=details.node,
        source=source.strip(),
        demand=demand.strip(),
        example=example,
    )
    lock_stream(stream_of(identity))
    made = record(stream=stream_of(identity), event=event, actor=actor, organisation=house)
    row = Company(
        id=identity,
        organisation_id=house,
        name_zh=event.name_zh,
        name_en=event.name_en,
        code=event.code,
        node=event.node,
        source=event.source,
        demand=event.demand,
        state=CompanyState.LEAD,
        state_since=day_of(made.at),
        keys=list(name_keys(event.name_zh, event.name_en)),
        example=example,
        version=made.version,
    )
    row.save(force_insert=True)
    passed(row, row.state_since)
    return row
