"""A park that shares rooms and devices: its staff, a platform, and three companies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.booking import public as booking
from cellpark.booking.public import Booking, Description, Resource, Terms
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role
from tests.people import HOUSE, acting, organisation, person

FREE = Terms(zone="UTC", min_minutes=15, max_minutes=600, advance_days=60, cancel_minutes=60)


@dataclass(frozen=True, kw_only=True)
class Park:
    operator: Organisation
    company: Organisation
    other: Organisation
    third: Organisation
    researcher: Person
    staff: Actor
    member: Actor
    rival: Actor
    guest: Actor
    room: Resource
    device: Resource

    def add(self, code: str, *, terms: Terms = FREE, **more: Any) -> Resource:
        said = Description(code=code, name_en=f"Example {code}", terms=terms, **more)
        with use_scope(self.staff.scope):
            return booking.add_resource(actor=self.staff, said=said)

    def rule(self, resource: Resource, **changed: Any) -> Resource:
        with use_scope(self.staff.scope):
            fresh = booking.resource(resource.id)
            said = Description(
                code=fresh.code, name_en=fresh.name_en, pool=fresh.pool, terms=replace(fresh.terms, **changed)
            )
            return booking.change_resource(actor=self.staff, resource_id=resource.id, said=said, reason="test")

    def book(self, start: datetime | float, minutes: int = 60, *, actor: Actor | None = None, **more: Any) -> Booking:
        begins = start if isinstance(start, datetime) else at(start)
        who = actor or self.member
        with use_scope(who.scope):
            return booking.book(
                actor=who,
                resource_id=more.pop("resource", self.room).id,
                starts_at=begins,
                ends_at=begins + timedelta(minutes=minutes),
                **more,
            )

    def do(self, act: Callable[..., Any], actor: Actor | None = None, **more: Any) -> Any:
        who = actor or self.member
        with use_scope(who.scope):
            return act(actor=who, **more)


def at(hours: float) -> datetime:
    """So many hours from now, on a step of five minutes."""
    return now() + timedelta(hours=hours)


def make_park() -> Park:
    operator = organisation("Example operator", OrganisationKind.OPERATOR)
    company, other, third = (organisation(f"Example company {each}") for each in "ABC")
    researcher = person("researcher@a.example.org", Role.ANALYST, within=company)
    staff = acting(person("desk@park.example.org", Role.PARK_MANAGER, within=operator))
    shared: dict[str, Any] = {
        code: booking.add_resource(
            actor=HOUSE, organisation_id=operator.id, said=Description(code=code, name_en=code, terms=FREE)
        )
        for code in ("MR-101", "CF-1")
    }
    return Park(
        operator=operator,
        company=company,
        other=other,
        third=third,
        researcher=researcher,
        staff=staff,
        member=acting(researcher),
        rival=acting(person("member@b.example.org", Role.MEMBER, within=other)),
        guest=acting(person("member@c.example.org", Role.MEMBER, within=third)),
        room=shared["MR-101"],
        device=shared["CF-1"],
    )


def state_of(row: Booking) -> str:
    with use_scope(EVERYTHING):
        return booking.booking(row.id).state
