"""The page of one order: where it stands, its clock, pictures, costs and what happened."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.facilities import public as facilities
from cellpark.facilities.public import (
    CLEARED,
    COST_STATES,
    CostState,
    FacilityPermission,
    OrderState,
    Side,
    WorkOrder,
    terms_of,
    words,
)
from cellpark.web.areas.facilities.forms import NoteForm, PhotoForm
from cellpark.web.areas.facilities.standing import (
    alarm_state,
    clock_state,
    kind_name,
    legs_of,
    names_seen,
    order_offers,
    order_state,
    order_truth,
    side_name,
)
from cellpark.web.areas.facilities.views.common import crumbs, is_park, name_of
from cellpark.web.pages.history import Entry

_COLOURS = {
    "reported": "waiting",
    "waiting": "waiting",
    "declined": "stopped",
    "cancelled": "stopped",
    "reopened": "stopped",
    "charge_reversed": "stopped",
    "finished": "done",
    "confirmed": "done",
    "charged": "done",
}


def one(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order; the next act on top."""
    row = facilities.order(order_id)
    actor = actor_of(request)
    tenant, office = name_of(row.tenant_id), actor.organisation_id == row.organisation_id
    notes, photos = facilities.notes_of(row), facilities.photos_of(row)
    lines = facilities.costs_of(row)
    people = [each["person"] for each in row.history] + [each.get("to") for each in row.history]
    ids = {UUID(each) for each in people if each} | {each.person_id for each in notes if each.person_id}
    names = names_seen(actor, row, list(ids))
    owed = facilities.owed_of(lines)
    context = {
        "row": row,
        "state": order_state(row),
        "clock": clock_state(row),
        "truth": order_truth(row, tenant),
        "offers": order_offers(row, actor),
        "legs": legs_of(row),
        "kind": kind_name(row),
        "urgency": words.URGENCIES[row.urgency],
        "tenant": tenant,
        "assignee": row.contractor or names.get(row.assignee_id, "") or (row.assignee_id and words.SIDES[Side.PARK]),
        "photos": photos,
        "lines": [_line(each) for each in lines],
        "owed": owed,
        "billing": _billing(row, owed),
        "office": office,
        "entries": _entries(row, notes, names, tenant),
        "alarms": [(each, alarm_state(each)) for each in facilities.alarms_of(row)],
        "note_form": _note_form(actor, row),
        "photo_form": PhotoForm(auto_id="photo_%s") if _adds(actor, row) else None,
        "may_cost": office and actor.may(FacilityPermission.WORK),
        "may_change": row.charge_id is None and row.state in COST_STATES,
        "may_approve": office and actor.may(FacilityPermission.APPROVE_COST) and _to_approve(row, owed),
        "crumbs": crumbs(),
        "park": is_park(actor),
    }
    return render(request, "facilities/order.html", context)


def _to_approve(row: WorkOrder, owed: Decimal) -> bool:
    return owed > 0 and row.charge_id is None and row.state == OrderState.CONFIRMED


def _adds(actor: Actor, row: WorkOrder) -> bool:
    side = actor.organisation_id in (row.organisation_id, row.tenant_id)
    return side and actor.may(FacilityPermission.REPORT) and row.ended_at is None


def _note_form(actor: Actor, row: WorkOrder) -> NoteForm | None:
    if actor.organisation_id not in (row.organisation_id, row.tenant_id) or not actor.may(FacilityPermission.REPORT):
        return None
    form = NoteForm(auto_id="note_%s")
    if actor.organisation_id != row.organisation_id:
        del form.fields["internal"]
    return form


def _line(line: Any) -> dict[str, object]:
    return {
        "row": line,
        "kind": words.COST_KINDS[line.kind],
        "payer": words.PAYERS[line.payer],
        "struck": line.state == CostState.STRUCK,
    }


def _billing(row: WorkOrder, owed: Decimal) -> str:
    if row.charge_id is not None:
        return _("It is with the bills.")
    if not owed:
        return ""
    limit = terms_of(row).alone_max
    if row.state == OrderState.CONFIRMED or owed > limit:
        return _("It is charged once a second person has let it through.")
    return _("It is charged when the tenant says that it works.")


def _entries(row: WorkOrder, notes: list[Any], names: Mapping[UUID | None, str], tenant: str) -> list[Entry]:
    found = [
        Entry(
            title=str(words.EVENT_TITLES[f"facilities.order.{each['step']}"]),
            at=datetime.fromisoformat(each["at"]),
            who=_who(each["side"], each["person"] and UUID(each["person"]), names, tenant),
            text=_told(each, names),
            colour=_COLOURS.get(each["step"], "running"),
        )
        for each in row.history
    ]
    found += [
        Entry(
            title=_("Comment for the park alone") if each.internal else _("Comment"),
            at=each.at,
            who=_who(each.side, each.person_id, names, tenant),
            text=_("The building system says that the alarm is over.") if each.text == CLEARED else each.text,
            colour="planned",
        )
        for each in notes
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _who(side: str, person: UUID | None, names: Mapping[UUID | None, str], tenant: str) -> str:
    name = names.get(person, "") if person is not None else ""
    place = side_name(side, tenant)
    return f"{name} \u00b7 {place}" if name else place


def _told(entry: Mapping[str, Any], names: Mapping[UUID | None, str]) -> str:
    if entry.get("to"):
        return names.get(UUID(entry["to"]), "")
    if entry.get("net"):
        net = f"{Decimal(entry['net']):,.2f}"
        return _("CNY %(net)s without tax") % {"net": net}
    return str(entry["text"])
