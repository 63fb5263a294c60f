"""Reading work orders, permits and alarms."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.facilities.house.terms import editions
from cellpark.facilities.models import Alarm, CostLine, OrderNote, OrderPhoto, OwnRules, Permit, PermitLink, WorkOrder
from cellpark.facilities.permit_rules import Taken
from cellpark.facilities.states import UNMENDED, PermitKind, PermitState, RulesState
from cellpark.identity.public import Membership, MembershipState, Role, names_of_people
from cellpark.leases.public import names_of

_OFFICE = (Role.PARK_MANAGER, Role.PARK_STAFF)


def orders(actor: Actor | None = None) -> QuerySet[WorkOrder]:
    """The orders in sight; for somebody of a park or a company those of this park and of this company alone."""
    rows: QuerySet[WorkOrder] = WorkOrder.objects.all()
    return rows if actor is None else rows.filter(_own(actor))


def order(order_id: UUID) -> WorkOrder:
    """One order in sight; raises ``DoesNotExist``."""
    row: WorkOrder = WorkOrder.objects.get(id=order_id)
    return row


def open_for_point(owner: UUID, point: str) -> WorkOrder | None:
    """The order of an operator that gathers the alarms of a point now."""
    row: WorkOrder | None = WorkOrder.objects.filter(
        organisation_id=owner, point=point, state__in=sorted(UNMENDED)
    ).first()
    return row


def notes_of(row: WorkOrder) -> list[OrderNote]:
    """The comments on an order that the reader may read, the oldest first."""
    return list(OrderNote.objects.filter(order_id=row.id).order_by("at", "id"))


def photos_of(row: WorkOrder) -> list[OrderPhoto]:
    """The pictures of an order without their bytes, the oldest first."""
    return list(OrderPhoto.objects.filter(order_id=row.id).defer("content").order_by("at", "id"))


def photo(photo_id: UUID) -> OrderPhoto:
    """One picture in sight with its bytes; raises ``DoesNotExist``."""
    row: OrderPhoto = OrderPhoto.objects.get(id=photo_id)
    return row


def costs_of(row: WorkOrder) -> list[CostLine]:
    """The cost lines of an order that the reader may see, the oldest first."""
    return list(CostLine.objects.filter(order_id=row.id).order_by("entered_at", "id"))


def cost(cost_id: UUID) -> CostLine:
    """One cost line in sight with its order; raises ``DoesNotExist``."""
    row: CostLine = CostLine.objects.get(id=cost_id)
    return row


def permits(actor: Actor | None = None) -> QuerySet[Permit]:
    """The permits in sight; for somebody of a park or a company those of this park, of this company, and those beside
    which it was asked about its batches.
    """
    rows: QuerySet[Permit] = Permit.objects.all()
    if actor is None:
        return rows
    return rows.filter(_own(actor) | Q(parties__contains=[actor.organisation_id]))


def permit(permit_id: UUID) -> Permit:
    """One permit in sight; raises ``DoesNotExist``."""
    row: Permit = Permit.objects.get(id=permit_id)
    return row


def permit_links(row: Permit) -> list[PermitLink]:
    """The links of a permit in sight, the youngest first; both sides read when they end, and nobody their secret."""
    with widened(row.organisation_id):
        return list(PermitLink.objects.filter(permit_id=row.id).order_by("-made_at"))


def permitted_fires(owner: UUID, *, room_id: UUID | None, place: str) -> list[Taken]:
    """The permitted hot work in a room, or at a place in words where it is no room, that is not over."""
    rows = Permit.objects.filter(
        organisation_id=owner, kind=PermitKind.HOT_WORK, state=PermitState.APPROVED, ends_at__gt=now()
    )
    rows = rows.filter(room_id=room_id) if room_id is not None else rows.filter(room_id=None, place__iexact=place)
    return [Taken(each.code, each.starts_at, each.ends_at) for each in rows.order_by("number")]


def waste_handed_over(actor: Actor, *, since: date | None = None, until: date | None = None) -> QuerySet[Permit]:
    """The register of waste: what was handed over, closed with its transfer note, of some days."""
    rows = permits(actor).filter(kind=PermitKind.WASTE, state=PermitState.CLOSED)
    if since is not None:
        rows = rows.filter(closed_at__gte=_begin(since))
    return rows if until is None else rows.filter(closed_at__lt=_begin(until))


def own_rules(owner: UUID) -> list[OwnRules]:
    """The editions of an operator's own, the latest first day on top."""
    return list(OwnRules.objects.filter(organisation_id=owner).order_by("-since", "-proposed_at"))


def rules_of(rules_id: UUID) -> OwnRules:
    """One edition in sight; raises ``DoesNotExist``."""
    row: OwnRules = OwnRules.objects.get(id=rules_id)
    return row


def days_taken(owner: UUID) -> set[date]:
    """The first days of the editions that hold for an operator or will: the house's and its own."""
    own = OwnRules.objects.filter(organisation_id=owner, state=RulesState.APPROVED)
    return {each.since for each in editions()} | set(own.values_list("since", flat=True))


def alarms() -> QuerySet[Alarm]:
    """The alarms in sight."""
    rows: QuerySet[Alarm] = Alarm.objects.all()
    return rows


def alarm(alarm_id: UUID) -> Alarm:
    """One alarm in sight; raises ``DoesNotExist``."""
    row: Alarm = Alarm.objects.get(id=alarm_id)
    return row


def alarms_of(row: WorkOrder) -> list[Alarm]:
    """The alarms that an order has gathered, the latest first."""
    return list(Alarm.objects.filter(order_id=row.id).order_by("-raised_at")[:50])


def staff_of(owner: UUID) -> dict[UUID, str]:
    """The people of an operator's office, by id, with their names."""
    today = now().date()
    rows = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today),
        organisation_id=owner,
        role__in=[each.value for each in _OFFICE],
        state=MembershipState.GRANTED,
        starts_on__lte=today,
    )
    found = names_of_people(set(rows.values_list("person_id", flat=True)))
    return dict(sorted(found.items(), key=lambda each: each[1]))


def people_of(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of people by id."""
    known = {each for each in ids if each is not None}
    names = names_of_people(known)
    return {each: names[each] for each in known if each in names}


def tenants_of(rows: QuerySet[Any]) -> dict[UUID, str]:
    """The names of the tenants of some orders or permits. Two queries."""
    ids = rows.exclude(tenant_id=None).order_by().values_list("tenant_id", flat=True).distinct()
    return names_of(each for each in ids if each is not None)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _own(actor: Actor) -> Q:
    return Q(organisation_id=actor.organisation_id) | Q(tenant_id=actor.organisation_id)
