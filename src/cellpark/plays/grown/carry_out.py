"""Bring a made-up park in, by the acts with which a real one moves in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing import public as billing
from cellpark.companies import public as firms
from cellpark.identifiers import credit
from cellpark.identity.public import (
    Duty,
    Organisation,
    OrganisationKind,
    Role,
    activate_person,
    grant_membership,
    invite_person,
    register_organisation,
)
from cellpark.kernel.months import add_months
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases import public as leases
from cellpark.plays.grown.plan import (
    ROOMS_OF_A_COMPANY,
    GrownPark,
    PlannedCompany,
    PlannedLease,
    PlannedRoom,
    grown_park,
)
from cellpark.premises import public as premises
from cellpark.rent.public import lease_text

Told = Callable[[str, int, int], None]
COMPANIES_MAX = 5000
NO_AUTHORITY = "000000"
EVIDENCE, VISIT = "generated", "Half-yearly visit"
LEASES_AT_ONCE = 20
MANAGER = "manager"
"""What is told first: from now on somebody can sign in."""


@dataclass(frozen=True, slots=True)
class Grown:
    """What was brought in."""

    operator: UUID
    manager: UUID
    rooms: int
    area_gross_m2: Decimal
    companies: int
    leases: int
    bills: int


def grow_park(
    *, examples: Path, companies: int, seed: int, billed_months: int, password: str, told: Told = lambda *_said: None
) -> Grown:
    """Make up a park, bring it in, and bill its last months; nothing of it is real and all names say so.

    ``examples`` is the folder of the example data, whose rules of companies and recognitions hold here too.
    One made-up park manager looks after it and signs in with ``password`` (``manager_email``).
    ``told`` hears which part is being brought in, how much of it is done, and of how much. Raises ``Refused``:
    ``plays.grown.size`` for a number of companies that makes no park, ``plays.grown.there`` where one of this seed is.
    """
    if not 1 <= companies <= COMPANIES_MAX or not 0 <= billed_months <= 60:
        raise Refused(Problem("plays.grown.size", {"most": COMPANIES_MAX}))
    actor = Actor.system("grown")
    name = f"Generated Park {seed}"
    with use_scope(EVERYTHING):
        if Organisation.objects.filter(name_en=name).exists():
            raise Refused(Problem("plays.grown.there", {"name": name}))
        today = leases.today()
        house = register_organisation(actor=actor, kind=OrganisationKind.OPERATOR, name_en=name)
        manager = _manager(actor, house.id, seed, password, today)
        told(MANAGER, 1, 1)
        rules = {"folder": examples / "companies", "recognitions": examples / "recognitions"}
        firms.load_example_rules(actor=actor, house=house.id, **rules)
        made = premises.generate_premises(
            actor=actor,
            organisation=house.id,
            companies=companies,
            seed=seed,
            progress=lambda rooms: told("rooms", rooms, companies * ROOMS_OF_A_COMPANY),
        )
        rows = premises.rooms().filter(organisation_id=house.id).order_by("building__code", "floor", "code")
        rooms = [PlannedRoom(each.id, each.code, each.use, each.area_net_m2) for each in rows]
        area = rows.aggregate(whole=Sum("area_gross_m2"))["whole"]
        park = grown_park(rooms, companies=companies, seed=seed, today=today)
        tenants = {
            each.number: _company(each, actor, house.id, manager, seed, today) for each in _told(park.companies, told)
        }
        _leases(park, actor, tenants, add_months(today.replace(day=1), -billed_months), told)
        bills = 0
        for month in range(billed_months, -1, -1):
            run = billing.run_billing(
                actor=actor, until=add_months(today.replace(day=1), -month), organisation_id=house.id
            )
            bills += run.bills
            told("bills", billed_months - month + 1, billed_months + 1)
    return Grown(house.id, manager, made, area, len(park.companies), len(park.leases), bills)


def manager_email(seed: int) -> str:
    """With which address the manager of a made-up park signs in; mail to it reaches nobody (RFC 2606)."""
    return f"manager.{seed}@example.org"


def _manager(actor: Actor, house: UUID, seed: int, password: str, today: date) -> UUID:
    with transaction.atomic():
        invited = invite_person(
            actor=actor,
            email=manager_email(seed),
            name_en=f"Generated Manager {seed}",
            duty=Duty.BUSINESS,
            home=house,
            example=True,
        )
        activate_person(actor=actor, person_id=invited.id, password=password)
        grant_membership(
            actor=actor,
            organisation_id=house,
            person_id=invited.id,
            role=Role.PARK_MANAGER,
            starts_on=today,
            ends_on=None,
            reason=EVIDENCE,
        )
    made: UUID = invited.id
    return made


def _told(companies: Sequence[PlannedCompany], told: Told) -> Iterator[PlannedCompany]:
    for done, each in enumerate(companies, start=1):
        yield each
        told("companies", done, len(companies))


def _company(said: PlannedCompany, actor: Actor, house: UUID, manager: UUID, seed: int, today: date) -> UUID:
    # region 000000 belongs to no authority, so the code is nobody's
    code = credit.complete("9", "1", NO_AUTHORITY, f"{seed % 1000:03}{said.number:05}")
    visit_on = today + timedelta(days=said.number % 180)
    with transaction.atomic():
        row = firms.register_lead(
            actor=actor,
            details=firms.Details(name_en=f"{said.name} (park {seed})", code=code, node=said.node),
            source=EVIDENCE,
            organisation_id=house,
            owner=manager,
            known_as_other=True,
            example=True,
            step=VISIT,
            step_on=visit_on,
        )
        row = firms.enter_resident(
            actor=actor,
            company_id=row.id,
            day=said.since,
            stage=firms.Stage(said.stage),
            evidence=EVIDENCE,
            step=VISIT,
            step_on=visit_on,
        )
        firms.record_milestone(
            actor=actor, company_id=row.id, kind="staff", value=str(said.staff), day=today, evidence=EVIDENCE
        )
        for kind, node in said.wants:
            wish = firms.Wish(kind=firms.NeedKind(kind), text=f"{kind} {node}", node=node)
            firms.state_need(actor=actor, company_id=row.id, wish=wish)
    assert row.tenant_id is not None, "a resident has an organisation"
    return row.tenant_id


def _leases(park: GrownPark, actor: Actor, tenants: Mapping[int, UUID], billed_from: date, told: Told) -> None:
    for number, each in enumerate(park.leases, start=1):
        with transaction.atomic():
            _lease(each, actor, tenants[each.company], billed_from)
        if number % LEASES_AT_ONCE == 0 or number == len(park.leases):
            told("leases", number, len(park.leases))
    leases.keep_leases()


def _lease(said: PlannedLease, actor: Actor, tenant: UUID, billed_from: date) -> None:
    row = leases.draft_lease(
        actor=actor,
        number=said.number,
        tenant_id=tenant,
        text=lease_text(said.form),
        rooms=[leases.RoomWanted(room_id=room.id) for room in said.rooms],
    )
    leases.take_over_lease(
        actor=actor,
        lease_id=row.id,
        paper=f"{EVIDENCE} {said.number}",
        signed_on=said.since - timedelta(days=30),
        billed_from=min(max(billed_from, said.since), said.until),
    )
