"""Offer rooms."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.companies.ending import end_offer
from cellpark.companies.events import OfferMade
from cellpark.companies.models import Offer
from cellpark.companies.permissions import CompanyPermission
from cellpark.companies.planning import plan
from cellpark.companies.rows import locked, move, note, today
from cellpark.companies.rules import TEXT_MAX, step_problems, text_problem
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.premises.public import rooms_on

ROOMS_MAX = 40
OFFER_STEP = "@offer"


@dataclass(frozen=True, slots=True)
class OfferedRoom:
    """A room of premises as it was offered; ``area`` in square metres."""

    id: UUID
    code: str
    area: Decimal


def make_offer(*, actor: Actor, company_id: UUID, rooms: Sequence[OfferedRoom], terms: str, valid_until: date) -> Offer:
    """Rooms on terms until a day, in the place of an offer that stood before. The next step is its answer by then."""
    actor.require(CompanyPermission.KEEP)
    on = today()
    problems = text_problem("terms", terms, TEXT_MAX, required=True)
    if not rooms or len(rooms) > ROOMS_MAX:
        problems.append(Problem("companies.offer.rooms", {"most": ROOMS_MAX}, field="rooms"))
    refuse_any([*problems, *step_problems(step=terms[:1] or "-", on=valid_until, today=on)])
    with transaction.atomic():
        row = locked(actor, company_id)
        move(row, "offer", actor=actor, day=on)
        end_offer(row, "withdraw", actor=actor)
        made = Offer(
            id=new_id(),
            organisation_id=row.organisation_id,
            company_id=row.id,
            rooms=[{name: str(value) for name, value in asdict(each).items()} for each in rooms],
            terms=terms.strip(),
            valid_until=valid_until,
            made_at=now(),
        )
        made.save(force_insert=True)
        event = OfferMade(
            offer=made.id,
            company=row.id,
            rooms=tuple(each.code for each in rooms),
            terms=made.terms,
            valid_until=valid_until,
        )
        note(row, event, actor=actor)
        plan(row, actor=actor, owner=row.owner_person or actor.person_id, step=OFFER_STEP, on=valid_until)
        return made


def offered_rooms(codes: Sequence[str]) -> list[OfferedRoom]:
    """The rooms of today by their codes. Raises ``Refused`` (``companies.offer.unknown``). One query."""
    wanted = list(dict.fromkeys(each.strip() for each in codes if each.strip()))
    found = {each.code: each for each in rooms_on(today()).filter(code__in=wanted)}
    missing = [each for each in wanted if each not in found]
    if missing:
        raise Refused(Problem("companies.offer.unknown", {"code": missing[0][:60]}, field="rooms"))
    return [OfferedRoom(found[each].id, each, found[each].area_net_m2) for each in wanted]
