"""Whose turn it is: the orders and permits that wait for one person, one office or one tenant."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cellpark.facilities.models import CostLine, OwnRules, Permit, WorkOrder
from cellpark.facilities.rules import OWED_STATES
from cellpark.facilities.states import BesideState, CostState, OrderState, Payer, PermitState, RulesState

_IN_HAND = (OrderState.ACCEPTED, OrderState.ASSIGNED, OrderState.IN_WORK)


def in_hand_of(person: UUID, *, owner: UUID) -> QuerySet[WorkOrder]:
    """The orders of an operator that one of its people is to mend and does not wait with, the one due first on top."""
    rows = WorkOrder.objects.filter(organisation_id=owner, assignee_id=person, state__in=_IN_HAND, waiting_since=None)
    return rows.order_by("due_at", "number")


def unanswered(owner: UUID) -> QuerySet[WorkOrder]:
    """What was reported to an operator and nobody has accepted or declined."""
    rows: QuerySet[WorkOrder] = WorkOrder.objects.filter(organisation_id=owner, state=OrderState.REPORTED)
    return rows


def late_answered(owner: UUID, at: datetime) -> QuerySet[WorkOrder]:
    """The orders of an operator that were answered and are past the time of their mending."""
    rows: QuerySet[WorkOrder] = WorkOrder.objects.filter(organisation_id=owner, state__in=_IN_HAND, due_at__lt=at)
    return rows


def turn_of_tenant(tenant: UUID) -> QuerySet[WorkOrder]:
    """The orders of a tenant that it shall confirm, or about which the park asked it something."""
    turn = Q(state=OrderState.DONE) | Q(waiting_since__isnull=False)
    rows: QuerySet[WorkOrder] = WorkOrder.objects.filter(turn, tenant_id=tenant, ended_at=None)
    return rows.order_by("reported_at", "number")


def costs_to_decide(owner: UUID, *, person: UUID | None) -> QuerySet[WorkOrder]:
    """The orders of an operator whose tenant is not charged yet and of whose costs ``person`` wrote none down."""
    lines = CostLine.objects.filter(order_id=OuterRef("id"), payer=Payer.TENANT, state=CostState.STANDING)
    rows = WorkOrder.objects.filter(
        Exists(lines.filter(net_fen__gt=0)), organisation_id=owner, state__in=sorted(OWED_STATES), charge_id=None
    )
    return rows if person is None else rows.filter(~Exists(lines.filter(entered_by=person)))


def permits_to_decide(owner: UUID, *, person: UUID | None, at: datetime) -> QuerySet[Permit]:
    """The permits asked of an operator by somebody else whose time is not over, the one that begins first on top."""
    rows = Permit.objects.filter(organisation_id=owner, state=PermitState.REQUESTED, ends_at__gt=at)
    rows = rows if person is None else rows.exclude(requested_by=person)
    return rows.order_by("starts_at", "number")


def permits_beside(house: UUID, *, person: UUID | None, at: datetime) -> QuerySet[Permit]:
    """The permits of hot work beside which a house was asked about its batches and has not answered."""
    asked = [{"house": str(house), "state": BesideState.ASKED.value}]
    rows = Permit.objects.filter(state=PermitState.REQUESTED, ends_at__gt=at, beside__contains=asked)
    rows = rows if person is None else rows.exclude(requested_by=person)
    return rows.order_by("starts_at", "number")


def rules_to_decide(owner: UUID, *, person: UUID | None, day: date) -> QuerySet[OwnRules]:
    """The editions that somebody else proposed for an operator and whose day is still to come, the next one on top."""
    rows = OwnRules.objects.filter(organisation_id=owner, state=RulesState.PROPOSED, since__gt=day)
    rows = rows if person is None else rows.exclude(proposed_by=person)
    return rows.order_by("since", "proposed_at")


def permits_to_check(owner: UUID, at: datetime) -> QuerySet[Permit]:
    """The permits of an operator whose work is over and that nobody has looked at and closed."""
    over = Q(state=PermitState.ENDED) | Q(state=PermitState.APPROVED, ends_at__lte=at)
    rows: QuerySet[Permit] = Permit.objects.filter(over, organisation_id=owner)
    return rows
