"""The list of equipment, one piece of it, its log, reservations."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import (
    DEVICES,
    Equipment,
    EquipmentKind,
    EquipmentPermission,
    LogEntry,
    Reservation,
    ServiceState,
)
from cellpark.kernel.problem import Problem
from cellpark.web.areas.equipment.act_pages import ActPage, Where, offers_of, show_act
from cellpark.web.areas.equipment.calendar import week_of
from cellpark.web.areas.equipment.equipment_acts import CANCEL, EQUIPMENT_ACTS
from cellpark.web.areas.equipment.standing import clean_state, equipment_state, lapse
from cellpark.web.pages.history import history_of
from cellpark.web.pages.ledger_names import names_for
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

DUE_WITHIN = timedelta(days=30)
COLUMNS: tuple[Column[Equipment], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Code"),
        kind=Kind.CODE,
        sort="code",
        search=("code", "scan_code", "serial"),
        link=lambda row: reverse("equipment_page", args=[row.id]),
    ),
    Column(
        key="kind",
        label=gettext_lazy("Kind"),
        value=lambda row: str(plant.words.EQUIPMENT_KINDS[EquipmentKind(row.kind)]),
        sort="kind",
        search=("name_zh", "name_en", "kind"),
    ),
    Column(
        key="room", label=gettext_lazy("Room"), value=lambda row: row.room.code if row.room else "", sort="room__code"
    ),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=equipment_state),
    Column(key="qualified_until", label=gettext_lazy("Qualified until"), kind=Kind.MOMENT, sort="qualified_until"),
    Column(key="calibrated_until", label=gettext_lazy("Calibrated until"), kind=Kind.MOMENT, sort="calibrated_until"),
    Column(key="clean_until", label=gettext_lazy("Clean until"), kind=Kind.MOMENT, sort="clean_until"),
)


def equipment_list(request: HttpRequest) -> HttpResponseBase:
    """All equipment in sight, or what is due within a month."""
    due = plant.due(at=now(), within=DUE_WITHIN)
    only_due = request.GET.get("due") == "1"
    kinds = tuple((str(kind), str(words)) for kind, words in plant.words.EQUIPMENT_KINDS.items())
    states = tuple((state, words) for state, words in plant.words.SERVICE_STATES.items())
    table = Table(
        due if only_due else plant.equipment_list(),
        COLUMNS,
        request,
        caption=_("Equipment that is due") if only_due else _("Equipment"),
        order="code",
        choices=(
            Choice(key="kind", label=_("Kind"), lookup="kind", options=kinds),
            Choice(key="service", label=_("State"), lookup="state", options=states),
        ),
        empty=_("Nothing is due within a month.") if only_due else _("No equipment is registered yet."),
        keep=("due",),
    )
    count = due.count()
    context = {
        "due": count,
        "only_due": only_due,
        "now": ngettext(
            "%(count)s piece of equipment is due within a month or overdue.",
            "%(count)s pieces of equipment are due within a month or overdue.",
            count,
        )
        % {"count": count},
        "register": offer(
            actor_of(request),
            EquipmentPermission.MANAGE,
            _("Register equipment"),
            reverse("equipment_register"),
            icon="plus",
        ),
    }
    return table_response(request, "equipment/list.html", table, context)


def equipment_page(request: HttpRequest, equipment_id: UUID) -> HttpResponseBase:
    """What is true of it now, what is due, its log, who has booked it."""
    found = plant.equipment(equipment_id)
    table = log_table(request, found)
    file = table.exported()
    if file is not None:
        return file
    acts = offers(actor_of(request), found)
    bookings = list(plant.reservations_of(found, since=now())[:50])
    context = {
        "crumbs": [{"href": reverse("equipment"), "label": _("Equipment")}],
        "found": found,
        "kind": plant.words.EQUIPMENT_KINDS[EquipmentKind(found.kind)],
        "state": equipment_state(found),
        "states": [
            (_("Qualified until"), found.qualified_until, lapse(found.qualified_until)),
            (_("Calibrated until"), found.calibrated_until, lapse(found.calibrated_until, found.needs_calibration)),
            (_("Clean until"), found.clean_until, clean_state(found)),
        ],
        "is_device": found.kind in DEVICES,
        **_due_line(found),
        "offers": [each for each in acts if each.open],
        "shut": [each for each in acts if not each.open],
        "log": table,
        "bookings": bookings,
        "week": week_of(bookings, at=now()),
        "history": history_of([f"equipment/{found.id}"]),
    }
    return render(request, "equipment/page.html", context)


def _due_line(found: Equipment) -> dict[str, object]:
    """What comes next for it, who acts and by when."""
    wanted = [(found.qualified_until, _("Renew its qualification."))]
    if found.needs_calibration:
        wanted.append((found.calibrated_until, _("Calibrate it.")))
    if found.used_by:
        return {"next": _("End its use and clean it."), "who": _("Whoever uses it"), "by": None}
    if found.needs_cleaning and (found.clean_until is None or found.clean_until <= now()):
        return {"next": _("Clean it before the next batch."), "who": _("Whoever uses it"), "by": None}
    missing = [words for until, words in wanted if until is None]
    if missing:
        return {"next": missing[0], "who": _("Quality staff"), "by": None}
    until, words = min((until, words) for until, words in wanted if until is not None)
    return {"next": words, "who": _("Quality staff"), "by": until}


def log_table(request: HttpRequest, found: Equipment) -> Table:
    """The log as a table that sorts, filters and exports (211-3c)."""
    columns: tuple[Column[LogEntry], ...] = (
        Column(key="number", label=_("Number"), kind=Kind.NUMBER, sort="number"),
        Column(key="activity", label=_("What was done"), value=lambda row: str(plant.words.ACTIVITIES[row.activity])),
        Column(key="batch", label=_("Batch"), sort="batch", search=("batch",)),
        Column(key="product", label=_("Product"), search=("product",)),
        Column(key="began_at", label=_("From"), kind=Kind.MOMENT, sort="began_at"),
        Column(key="ended_at", label=_("To"), kind=Kind.MOMENT, sort="ended_at"),
        Column(key="valid_until", label=_("Valid until"), kind=Kind.MOMENT),
        Column(key="note", label=_("Note"), search=("note",)),
    )
    activities = tuple((activity, words) for activity, words in plant.words.ACTIVITIES.items())
    return Table(
        plant.log_of(found).order_by(),
        columns,
        request,
        caption=_("Log"),
        order="-number",
        name="log",
        choices=(Choice(key="activity", label=_("What was done"), lookup="activity", options=activities),),
        empty=_("Nothing is recorded yet: the first entry is its qualification."),
    )


def equipment_log(request: HttpRequest, equipment_id: UUID) -> HttpResponse:
    """The whole log on paper, in the order of time, with names (211-3c)."""
    found = plant.equipment(equipment_id)
    rows = list(plant.log_of(found)[:5_000])
    names = names_for(actor for row in rows for actor in (row.by, row.ended_by) if actor)
    entries = [
        (
            row,
            plant.words.ACTIVITIES[row.activity],
            names.actor(row.by),
            names.actor(row.ended_by) if row.ended_by else "",
        )
        for row in rows
    ]
    context = {
        "crumbs": crumb(found),
        "found": found,
        "kind": plant.words.EQUIPMENT_KINDS[EquipmentKind(found.kind)],
        "entries": entries,
        "at": now(),
    }
    return render(request, "equipment/log.html", context)


def offers(actor: Actor, found: Equipment) -> list[Offer]:
    """What may be done with it now."""
    out = found.state == ServiceState.OUT_OF_SERVICE
    device = found.kind in DEVICES
    hidden = {
        "start": bool(found.used_by),
        "finish": not found.used_by,
        "clean": bool(found.used_by) or not found.needs_cleaning,
        "calibrate": not found.needs_calibration,
        "take-out": out,
        "bring-back": not out,
        "accept": not device or found.registered,
        "refuse": not device or not found.registered,
    }
    ready = plant.equipment_problems(equipment=found, at=now(), batch=found.soiled_by or "-")
    first = next((each for each in ready if each.code != "equipment.equipment.booked"), None)
    busy = Problem("equipment.equipment.not_empty", {"equipment": found.code}) if found.used_by else None
    unless = {"start": first, "move": busy}
    return offers_of(actor, [act for act in EQUIPMENT_ACTS if not hidden.get(act.name)], "equipment", found.id, unless)


def crumb(found: Equipment) -> list[dict[str, object]]:
    """The way to a piece of equipment."""
    return [
        {"href": reverse("equipment"), "label": _("Equipment")},
        {"href": reverse("equipment_page", args=[found.id]), "label": found.code},
    ]


def equipment_act(act: ActPage) -> Callable[..., HttpResponse]:
    """The view of an act on a piece of equipment."""

    def view(request: HttpRequest, equipment_id: UUID) -> HttpResponse:
        found = plant.equipment(equipment_id)
        where = Where(
            kicker=f"{found.code} · {found.name}",
            back=reverse("equipment_page", args=[found.id]),
            crumbs=crumb(found),
            version=lambda: found.version,
        )
        return show_act(request, act, found, where)

    return view


def cancel_reservation(request: HttpRequest, reservation_id: UUID) -> HttpResponse:
    """Give a reservation up."""
    row: Reservation = plant.reservation(reservation_id)
    found = row.equipment
    where = Where(
        kicker=f"{found.code} · {row.batch or row.purpose}",
        back=reverse("equipment_page", args=[found.id]),
        crumbs=crumb(found),
        version=lambda: row.version,
    )
    return show_act(request, CANCEL, row, where)
