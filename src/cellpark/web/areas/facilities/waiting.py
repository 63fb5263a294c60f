"""What of work orders and permits waits for somebody, on the first page after sign-in."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import Colour, FacilityPermission, OrderState, WorkOrder, order_colour, words
from cellpark.leases.public import today
from cellpark.web.areas.facilities.views.common import is_park, order_address, permit_address
from cellpark.web.pages import formats
from cellpark.web.pages.waiting import Task, end_of

SHOWN_MAX = 8


def tasks(actor: Actor) -> list[Task]:
    """One's own orders, what the office has to answer or is late with, decisions of a second person, and the tenant's
    turn.
    """
    house = actor.organisation_id
    if house is None:
        return []
    if not is_park(actor):
        return [*_of_tenant(actor, house), *_beside(actor, house)]
    office = (_in_hand, _of_office, _costs, _permits, _beside, _rules)
    return [task for each in office for task in each(actor, house)]


def _in_hand(actor: Actor, house: UUID) -> list[Task]:
    if actor.person_id is None or not actor.may(FacilityPermission.WORK):
        return []
    rows = facilities.in_hand_of(actor.person_id, owner=house)[:SHOWN_MAX]
    ahead = {OrderState.IN_WORK: _("Finish the work"), OrderState.ASSIGNED: _("Begin the work")}
    return [_of_order(row, ahead.get(OrderState(row.state), _("Say who does it")), own=True) for row in rows]


def _of_order(row: WorkOrder, title: str, *, own: bool = False) -> Task:
    late = own and order_colour(row, now()) is Colour.RED
    text = f"{row.code} \u00b7 {row.place} \u00b7 {row.title}"
    return Task(title, text, order_address(row.id), "stopped" if late else "waiting", row.due_at if own else None)


def _of_office(actor: Actor, house: UUID) -> list[Task]:
    """One line for what nobody has answered, one for what is late."""
    if not actor.may(FacilityPermission.WORK):
        return []
    found, at = [], now()
    new = facilities.unanswered(house).aggregate(count=Count("id"), due=Min("due_at"))
    if new["count"]:
        title = ngettext("%(count)s fault waits for an answer", "%(count)s faults wait for an answer", new["count"])
        late = new["due"] is not None and new["due"] < at
        text = _("Accept or decline it; the first promise has passed.") if late else _("Accept or decline it.")
        href = f"{reverse('facility_orders')}?state={OrderState.REPORTED}"
        found.append(Task(title % {"count": new["count"]}, text, href, "stopped" if late else "waiting", new["due"]))
    over = facilities.late_answered(house, at).aggregate(count=Count("id"), due=Min("due_at"))
    if over["count"]:
        title = ngettext("%(count)s work order is late", "%(count)s work orders are late", over["count"])
        text = _("Past the time that was promised for mending.")
        found.append(Task(title % {"count": over["count"]}, text, reverse("facility_board"), "stopped", over["due"]))
    return found


def _costs(actor: Actor, house: UUID) -> list[Task]:
    if not actor.may(FacilityPermission.APPROVE_COST):
        return []
    rows = facilities.costs_to_decide(house, person=actor.person_id).order_by("ended_at")[:SHOWN_MAX]
    return [_of_order(row, _("Let the costs be charged, or have them corrected")) for row in rows]


def _permits(actor: Actor, house: UUID) -> list[Task]:
    found, at = [], now()
    if actor.may(FacilityPermission.APPROVE_PERMIT):
        rows = facilities.permits_to_decide(house, person=actor.person_id, at=at)[:SHOWN_MAX]
        found += [
            Task(
                _("Decide on the permit"),
                f"{row.code} \u00b7 {words.PERMIT_KINDS[row.kind]} \u00b7 {row.place}",
                permit_address(row.id),
                "waiting",
                row.starts_at,
            )
            for row in rows
        ]
    if actor.may(FacilityPermission.WORK):
        count = facilities.permits_to_check(house, at).count()
        if count:
            title = ngettext(
                "%(count)s permit is over and not closed", "%(count)s permits are over and not closed", count
            )
            text = _("Look at the place once more, then close it.")
            found.append(Task(title % {"count": count}, text, reverse("facility_permits"), "waiting"))
    return found


def _beside(actor: Actor, house: UUID) -> list[Task]:
    if not actor.may(FacilityPermission.ANSWER_BESIDE):
        return []
    rows = facilities.permits_beside(house, person=actor.person_id, at=now())[:SHOWN_MAX]
    title = _("Say whether hot work goes through beside a batch")
    return [
        Task(title, f"{row.code} \u00b7 {row.place}", permit_address(row.id), "waiting", row.starts_at) for row in rows
    ]


def _rules(actor: Actor, house: UUID) -> list[Task]:
    if not actor.may(FacilityPermission.SET_RULES):
        return []
    rows = facilities.rules_to_decide(house, person=actor.person_id, day=today())[:SHOWN_MAX]
    title, text = _("Decide on the rules of the park"), _("Proposed by somebody else, to hold from %(day)s on")
    return [
        Task(
            title,
            text % {"day": formats.day(row.since)},
            reverse("facility_rules"),
            "waiting",
            end_of(row.since - timedelta(days=1)),  # nothing is approved for a day that has come
        )
        for row in rows
    ]


def _of_tenant(actor: Actor, house: UUID) -> list[Task]:
    if not actor.may(FacilityPermission.REPORT):
        return []
    return [
        _of_order(row, _("Answer the park’s question") if row.is_waiting else _("Say whether it works"))
        for row in facilities.turn_of_tenant(house)[:SHOWN_MAX]
    ]


TASKS = tasks
