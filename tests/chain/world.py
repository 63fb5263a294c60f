"""An operator with a park of the directory, and organisations that take part in the exchange."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cellpark.base.actor import Actor
from cellpark.base.outbox import carry_out
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.chain import public as chain
from cellpark.chain.public import (
    Chain,
    FileKind,
    Import,
    ListingWords,
    Offer,
    OfferKind,
    Seat,
    SeatKind,
    SeatWords,
    Want,
)
from cellpark.config.subscriptions import SUBSCRIPTIONS
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.ledger.public import Event
from tests.people import acting, organisation, person

DAY = date(2026, 11, 22)
PARK = "park:lishan"
EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True, kw_only=True)
class World:
    operator: Organisation
    staff: Actor
    tenant: Organisation
    member: Actor
    hospital: Organisation
    doctor: Actor

    def seat(self, node: str, name: str, **more: Any) -> Seat:
        words = SeatWords(
            node=node,
            kind=more.pop("kind", SeatKind.COMPANY),
            area=more.pop("area", PARK),
            name_en=name,
            evidence="said so",
            source="visit",
            day=more.pop("day", date(2026, 1, 5)),
            **more,
        )
        with use_scope(self.staff.scope):
            return chain.take_seat(actor=self.staff, words=words)

    def facts(self, *lines: str) -> Import:
        return self.file(FileKind.FACTS, "area,node,metric,value,unit,day,source", *lines)

    def purchases(self, *lines: str) -> Import:
        return self.file(FileKind.PURCHASES, "area,node,buyer,supplier,origin,amount,day,source", *lines)

    def file(self, kind: FileKind, *lines: str) -> Import:
        with use_scope(self.staff.scope):
            return chain.import_records(actor=self.staff, kind=kind, content="\n".join(lines).encode())

    def chain(self, **more: Any) -> Chain:
        with use_scope(self.staff.scope):
            return chain.chain_of("lishan", **more)

    def offer(self, title: str, text: str = "text", *, by: Actor | None = None, **more: Any) -> Offer:
        actor = by or self.doctor
        with use_scope(actor.scope):
            return chain.place_offer(actor=actor, words=listing(title, text, **more))

    def want(self, title: str, text: str = "text", *, by: Actor | None = None, **more: Any) -> Want:
        actor = by or self.member
        with use_scope(actor.scope):
            return chain.place_want(actor=actor, words=listing(title, text, **more))


def listing(title: str, text: str, **more: Any) -> ListingWords:
    return ListingWords(kind=more.pop("kind", OfferKind.TRIAL_CAPACITY), title=title, text=text, **more)


def make_world() -> World:
    operator = organisation("Park operator", OrganisationKind.OPERATOR)
    tenant, hospital = organisation("Cell company"), organisation("Ward hospital", OrganisationKind.HOSPITAL)
    return World(
        operator=operator,
        staff=acting(person("staff@park.example.org", Role.PARK_STAFF, within=operator)),
        tenant=tenant,
        member=acting(person("member@cell.example.org", Role.MEMBER, within=tenant)),
        hospital=hospital,
        doctor=acting(person("doctor@ward.example.org", Role.HOSPITAL_STAFF, within=hospital)),
    )


def follow(event_type: str) -> None:
    """Carry out what follows the latest event of this type, as the worker does."""
    with use_scope(EVERYTHING):
        event = Event.objects.filter(type=event_type).latest("recorded_at")
    for subscriber in SUBSCRIPTIONS[event_type]:
        carry_out(subscriber=subscriber, event_id=str(event.id))


def soon() -> date:
    return DAY + timedelta(days=10)
