"""How orders, alarms and permits stand: colour, word, what is true now and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.fields import in_reader_language
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import (
    COST_STATES,
    ORDER_LIFECYCLE,
    Alarm,
    AlarmState,
    Colour,
    FacilityPermission,
    OrderState,
    Side,
    WorkOrder,
    order_clock,
    order_colour,
    terms_of,
    words,
)
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_ORDER = {
    OrderState.REPORTED: "waiting",
    OrderState.ACCEPTED: "planned",
    OrderState.ASSIGNED: "planned",
    OrderState.IN_WORK: "running",
    OrderState.DONE: "waiting",
    OrderState.CONFIRMED: "done",
    OrderState.DECLINED: "stopped",
    OrderState.CANCELLED: "stopped",
}
_CLOCK = {
    Colour.GREEN: "done",
    Colour.AMBER: "waiting",
    Colour.RED: "stopped",
    Colour.PAUSED: "planned",
    Colour.OFF: "planned",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that this reader may do now."""

    label: "StrOrPromise"
    href: str
    look: str = "plain"
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One of the two times of an order as the page draws it; minutes as whole numbers."""

    label: str
    state: State
    due: datetime | None
    spent: int
    allowed: int
    percent: int


def order_state(row: WorkOrder) -> State:
    """Where an order stands."""
    state = OrderState(row.state)
    return State(_ORDER[state], words.ORDER_STATES[state])


def clock_state(row: WorkOrder, at: datetime | None = None) -> State:
    """How the time of an order stands that matters now."""
    colour = order_colour(row, at or now())
    return State(_CLOCK[colour], words.COLOURS[colour])


def alarm_state(row: Alarm) -> State:
    """Whether an alarm is still raised."""
    state = AlarmState(row.state)
    return State("stopped" if state is AlarmState.RAISED else "done", words.ALARM_STATES[state])


def kind_name(row: WorkOrder) -> str:
    """The kind of an order in the reader's language."""
    found = terms_of(row).kinds.get(row.kind)
    return row.kind if found is None else in_reader_language(found.name_zh, found.name_en)


def legs_of(row: WorkOrder) -> list[Leg]:
    """Both times of an order: how much is spent of what was promised, and when it is due."""
    at = now()
    clock, terms = order_clock(row, at), terms_of(row)
    found = []
    for label, leg in ((_("Answer"), clock.answer), (_("Mending"), clock.mend)):
        colour = leg.colour(at, terms.amber_percent)
        if row.ended_at is not None and leg.kept is None:
            colour = Colour.OFF
        found.append(
            Leg(
                label=label,
                state=State(_CLOCK[colour], words.COLOURS[colour]),
                due=leg.due if leg.runs or leg.kept is None else None,
                spent=int(leg.spent.total_seconds() // 60),
                allowed=int(leg.allowed.total_seconds() // 60),
                percent=min(100, int(leg.spent * 100 / leg.allowed)),
            )
        )
    return found


def order_truth(row: WorkOrder, tenant: str) -> dict[str, object]:
    """What is true of an order now, what comes next, who acts, by when."""
    office = words.SIDES[Side.PARK]
    state = OrderState(row.state)
    told: dict[str, object] = {"now": words.ORDER_STATES[state], "next": "", "who": "", "by": row.due_at}
    if row.is_waiting:
        return told | {"now": _("The park waits for an answer."), "next": _("Answer in a comment"), "who": tenant}
    nexts = {
        OrderState.REPORTED: _("Accept or decline it"),
        OrderState.ACCEPTED: _("Say who does it"),
        OrderState.ASSIGNED: _("Begin the work"),
        OrderState.IN_WORK: _("Finish the work"),
    }
    if state in nexts:
        return told | {"next": nexts[state], "who": row.contractor or office}
    if state is OrderState.DONE:
        return told | {"next": _("Say whether it works"), "who": tenant or office}
    return told


def order_offers(row: WorkOrder, actor: Actor) -> list[Offer]:
    """The acts on an order that are this reader's now, the next one first."""
    office = actor.organisation_id == row.organisation_id and actor.may(FacilityPermission.WORK)
    tenant = actor.organisation_id == row.tenant_id
    found: list[Offer] = []
    if actor.may(FacilityPermission.REPORT) and (tenant or office):
        found += _reporter(row, tenant=tenant)
    if office:
        found = [*_office(row), *found]
    if row.state in COST_STATES and office and row.charge_id is None:
        found.append(_to(row, "cost", _("Write down a cost")))
    return found


def _office(row: WorkOrder) -> list[Offer]:
    found = []
    if _can(row, "accept"):
        found += [_to(row, "accept", _("Accept"), "primary"), _to(row, "decline", _("Decline the order"))]
    if row.state == OrderState.ACCEPTED:
        found.append(_to(row, "assign", _("Say who does it"), "primary"))
    if _can(row, "start"):
        found.append(_to(row, "start", _("Begin the work"), "primary"))
    if _can(row, "finish"):
        found.append(_to(row, "finish", _("Finish the work"), "primary"))
    if _can(row, "assign") and row.state != OrderState.ACCEPTED:
        found.append(_to(row, "assign", _("Give it to somebody else")))
    if _can(row, "wait") and not row.is_waiting and row.tenant_id is not None:
        found.append(_to(row, "wait", _("Ask the tenant")))
    if _can(row, "resume") and row.is_waiting:
        found.append(_to(row, "resume", _("Go on")))
    return found


def _reporter(row: WorkOrder, *, tenant: bool) -> list[Offer]:
    found = []
    if _can(row, "confirm") and (tenant or row.tenant_id is None or _silent(row)):
        found.append(_to(row, "confirm", _("It works"), "primary"))
    if _can(row, "reopen"):
        found.append(_to(row, "reopen", _("It does not work yet")))
    reported = row.history[0]["side"]
    if _can(row, "cancel") and (reported == Side.TENANT) == tenant:
        found.append(_to(row, "cancel", _("Not needed any more")))
    return found


def _silent(row: WorkOrder) -> bool:
    done: datetime | None = row.done_at
    return done is not None and now() >= done + terms_of(row).silence


def _can(row: WorkOrder, verb: str) -> bool:
    return ORDER_LIFECYCLE.problem(row.state, verb) is None


def _to(row: WorkOrder, act: str, label: str, look: str = "plain") -> Offer:
    return Offer(label, reverse(f"facility_order_{act}", args=[row.id]), look)


def side_name(side: str, tenant: str) -> str:
    """Who speaks, as the other side reads it."""
    return tenant if side == Side.TENANT and tenant else str(words.SIDES[side])


def names_seen(actor: Actor, row: WorkOrder, people: list[Any]) -> Mapping[UUID | None, str]:
    """The names that a reader may read: the park reads all, a tenant those of its own side."""
    park = actor.scope.everything or actor.organisation_id == row.organisation_id
    return facilities.people_of(people) if park else {}
