"""An operator with a manager and two officers, its rules, and companies on their way."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.companies import public as companies
from cellpark.companies.public import Company, Details, OfferedRoom, Speaker
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.leases.public import Lease
from tests.people import HOUSE, acting, organisation, person

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 11, 22)
SOON = TODAY + timedelta(days=7)
CODE = "91350100M000100Y43"
SCORES = {"science": 4, "team": 4, "chain": 4, "money": 4, "safety": 4}


@dataclass(frozen=True)
class Park:
    """Who acts."""

    house: Organisation
    manager: Actor
    officer: Actor
    second: Actor


def make_park() -> Park:
    house = organisation("Operator", OrganisationKind.OPERATOR)
    manager = acting(person("manager@example.org", Role.PARK_MANAGER, within=house))
    officer = acting(person("officer@example.org", Role.PARK_STAFF, within=house))
    second = acting(person("second@example.org", Role.PARK_STAFF, within=house))
    return Park(house, manager, officer, second)


def load_rules(park: Park) -> None:
    folders = (EXAMPLES / "recognitions", EXAMPLES / "companies")
    files = [folder / "data.yaml" for folder in folders]
    files += [each for folder in folders for each in sorted(folder.glob("*.recognition.yaml"))]
    for each in [*files, EXAMPLES / "companies" / "admission.yaml"]:
        name = f"{each.parent.name}/{each.name}"
        companies.load_rules(actor=park.manager, file=name, content=each.read_bytes())


def lead(park: Park, *, name: str = "Example Vectors", code: str = CODE, **more: str) -> Company:
    return companies.register_lead(
        actor=park.officer, details=Details(name_en=name, code=code, **more), step="call", step_on=SOON
    )


def filled(name: str = "Example Vectors", code: str = CODE, **more: object) -> companies.Filled:
    values: dict[str, object] = {
        "details": Details(name_en=name, code=code),
        "speaker": Speaker(name="Example Contact", email="contact@example.org", phone="+86 21 1234 5678"),
        "consent": "2026-11",
        "language": "en",
        "business": "vectors",
    }
    return companies.Filled(**{**values, **more})  # type: ignore[arg-type]


def applied(park: Park) -> Company:
    return companies.apply(house=park.house.id, filled=filled()).company


def reviewed(park: Park, *scores: dict[str, int]) -> Company:
    row = applied(park)
    people = (park.officer, park.second)
    companies.ask_review(actor=park.manager, company_id=row.id, reviewers=[person_of(each) for each in people])
    for actor, review, points in zip(people, companies.reviews_of(row.id), scores or (SCORES, SCORES), strict=True):
        companies.give_review(actor=actor, review_id=review.id, no_conflict=True, scores=points, remark="sound")
    return row


def person_of(actor: Actor) -> UUID:
    assert actor.person_id is not None
    return actor.person_id


def offered(park: Park) -> Company:
    row = reviewed(park)
    companies.accept_application(
        actor=park.manager, company_id=row.id, reason="fits the chain", step="choose rooms", step_on=SOON
    )
    rooms = [OfferedRoom(new_id(), "E-0301", Decimal(180))]
    companies.make_offer(actor=park.officer, company_id=row.id, rooms=rooms, terms="three years", valid_until=SOON)
    return row


def lease_of(park: Park, tenant: UUID, *, state: str = "signed", number: str = "L-1") -> Lease:
    made = Lease(
        organisation_id=park.house.id,
        parties=[tenant],
        number=number,
        tenant_id=tenant,
        state=state,
        starts_on=TODAY,
        ends_on=TODAY.replace(year=2029),
        notice_days=90,
    )
    made.save(force_insert=True)
    return made


def signed(park: Park) -> Company:
    row = companies.admit_tenant(actor=park.manager, company_id=offered(park).id)
    lease = lease_of(park, row.tenant_id)
    return companies.record_signing(
        actor=park.officer, company_id=row.id, lease_id=lease.id, step="hand over the keys", step_on=SOON
    )


def milestone(park: Park, row: Company, kind: str, value: str, day: date = TODAY) -> companies.Milestone:
    return companies.record_milestone(
        actor=park.officer, company_id=row.id, kind=kind, value=value, day=day, evidence="a paper"
    )


def resident(park: Park) -> Company:
    row = signed(park)
    milestone(park, row, "registered_on", "2025-03-01")
    return companies.move_in(
        actor=park.officer,
        company_id=row.id,
        day=TODAY,
        stage=companies.Stage.NURSERY,
        evidence="",
        step="visit in spring",
        step_on=SOON,
    )


__all__ = ["HOUSE", "Park"]
