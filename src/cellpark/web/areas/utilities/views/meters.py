"""The list of meters, one meter, and registering, replacing, closing it and setting its key."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.billing.public import today
from cellpark.kernel.problem import Problem, Refused
from cellpark.premises.public import buildings, rooms, standing_on
from cellpark.utilities import public as utilities
from cellpark.utilities.public import Device, KeyKind, Point, PointRole, Utility, UtilityPermission, Where, words
from cellpark.web.areas.utilities.forms import CloseForm, KeyForm, RegisterForm, ReplaceForm, registers_in, weights_in
from cellpark.web.areas.utilities.standing import (
    DUE_AFTER,
    crumbs,
    figures,
    place_of,
    point_state,
    reading_lines,
    unit_of,
    use_chart,
)
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

COLUMNS: tuple[Column[Point], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Code"),
        kind=Kind.CODE,
        value="code",
        sort="code",
        search=("code", "meters__serial", "room__code"),
        link=lambda row: reverse("utility_meter", args=[row.id]),
    ),
    Column(
        key="utility",
        label=gettext_lazy("Utility"),
        value=lambda row: str(words.UTILITIES[row.utility]),
        sort="utility",
    ),
    Column(key="place", label=gettext_lazy("Where"), value=place_of, sort="building__code"),
    Column(key="role", label=gettext_lazy("Counts"), value=lambda row: str(words.ROLES[row.role])),
    Column(key="serial", label=gettext_lazy("Number of the meter"), kind=Kind.CODE, value="serial"),
    Column(key="last_day", label=gettext_lazy("Last read on"), kind=Kind.DAY, value="last_day", sort="last_day"),
    Column(key="figures", label=gettext_lazy("Shows"), value=lambda row: figures(row.last_registers)),
    Column(key="unit", label=gettext_lazy("Unit"), value=lambda row: unit_of(row.utility)),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=point_state),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every measuring point of the park."""
    actor = actor_of(request)
    rows = utilities.points()
    old = today() - timedelta(days=DUE_AFTER)
    waiting = rows.filter(closed_on=None).exclude(last_day__gte=old).count()
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Meters"),
        order="code",
        choices=(
            Choice(
                key="utility",
                label=_("Utility"),
                lookup="utility",
                options=tuple((each.value, words.UTILITIES[each]) for each in Utility),
            ),
            Choice(
                key="role",
                label=_("Counts"),
                lookup="role",
                options=tuple((each.value, words.ROLES[each]) for each in PointRole),
            ),
        ),
        empty=_("No meter. Set a tariff first, then register the first meter with its room."),
    )
    now = ngettext("%(count)s meter waits to be read", "%(count)s meters wait to be read", waiting)
    context = {
        "now": now % {"count": waiting} if waiting else _("Every meter is read"),
        "next": _("Walk the reading round") if waiting else _("Close the period"),
        "who": _("Park staff"),
        "may_read": actor.may(UtilityPermission.READ),
        "may_manage": actor.may(UtilityPermission.MANAGE),
    }
    return table_response(request, "utilities/meters.html", table, context)


def one(request: HttpRequest, point_id: UUID) -> HttpResponse:
    """One measuring point: its use as a picture, its readings, its devices."""
    row = utilities.point(point_id)
    served = utilities.devices_of(row.id)
    actor = actor_of(request)
    state = point_state(row)
    context = {
        "row": row,
        "state": state,
        "place": place_of(row),
        "utility": words.UTILITIES[row.utility],
        "unit": unit_of(row.utility),
        "role": words.ROLES[row.role],
        "key": "" if row.role == PointRole.ROOM else words.KEYS[row.key],
        "chart": use_chart(utilities.use_of(served), row.utility),
        "readings": reading_lines(served)[:60],
        "devices": [meter for meter, _rows in reversed(served)],
        "undone": [(each, figures(each.registers)) for each in utilities.reversed_readings(row.id)],
        "shares": utilities.shares().filter(point_id=row.id).order_by("-since", "room_code", "-revision")[:24],
        "now": _now(row),
        "next": "" if row.closed_on or state.colour == "running" else _("Read the meter"),
        "may_read": actor.may(UtilityPermission.READ) and row.closed_on is None,
        "may_manage": actor.may(UtilityPermission.MANAGE) and row.closed_on is None,
        "may_correct": actor.may(UtilityPermission.CORRECT),
        "is_common": row.role != PointRole.ROOM,
        "crumbs": crumbs(),
    }
    return render(request, "utilities/meter.html", context)


def _now(row: Point) -> str:
    if row.closed_on is not None:
        return _("Nothing is counted here since %(day)s.") % {"day": row.closed_on.isoformat()}
    if row.last_day is None:
        return _("It was never read.")
    said = {"day": row.last_day.isoformat(), "figures": figures(row.last_registers), "unit": unit_of(row.utility)}
    return _("On %(day)s it showed %(figures)s %(unit)s.") % said


def register(request: HttpRequest) -> HttpResponse:
    """A new measuring point with its first device."""
    actor = actor_of(request)
    form = RegisterForm.of(request, initial={"day": today()})
    known = {str(each.id): each for each in utilities.tariffs().order_by("code")}
    form.offer(
        [(key, f"{each.code} · {words.UTILITIES[each.utility]}") for key, each in known.items()],
        [(str(each.id), f"{each.code} {each.name}") for each in buildings()],
    )

    def act() -> Outcome:
        sent = form.cleaned_data
        tariff = known[sent["tariff"]]
        made = utilities.register_point(
            actor=actor,
            code=sent["code"].strip(),
            tariff_id=tariff.id,
            where=_where(sent),
            device=_device(sent, tariff.bands),
        )
        return {"to": reverse("utility_meter", args=[made.id])}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, str(outcome["to"]), _("The meter is registered."))
    page = FormPage(
        title=_("Register a meter"),
        submit=_("Register the meter"),
        back=reverse("utility_meters"),
        lead=_("A measuring point stays when its device is replaced. Utility and bands are those of its tariff."),
        crumbs=crumbs(),
    )
    return show_page(request, form, page)


def _where(sent: Mapping[str, str]) -> Where:
    building, room, main = UUID(sent["building"]), None, None
    if sent["room"].strip():
        row = rooms().filter(standing_on(today()), building_id=building, code=sent["room"].strip()).first()
        if row is None:
            raise Refused(Problem("utilities.key.room", field="room"))
        room = row.id
    if sent["main"].strip():
        found = utilities.points().filter(code=sent["main"].strip()).first()
        if found is None:
            raise Refused(Problem("utilities.file.point", {"code": sent["main"].strip()[:40]}, field="main"))
        main = found.id
    return Where(role=PointRole(sent["role"]), building_id=building, room_id=room, main_id=main)


def _device(sent: Mapping[str, object], bands: list[str]) -> Device:
    registers = registers_in(str(sent["first"]), bands)
    if registers is None:
        raise Refused(Problem("utilities.reading.not_a_number", {"value": str(sent["first"])[:40]}, field="first"))
    factor, day = sent["factor"], sent["day"]
    assert isinstance(factor, Decimal), "the form refuses what is no number"
    assert isinstance(day, date), "the form refuses what is no day"
    digits = int(str(sent["digits"]))
    return Device(serial=str(sent["serial"]).strip(), digits=digits, day=day, registers=registers, factor=factor)


def replace(request: HttpRequest, point_id: UUID) -> HttpResponse:
    """Another device at the same point."""
    row = utilities.point(point_id)
    form = ReplaceForm.of(request, bands=row.bands, last=row.last_registers, initial={"day": today()})

    def act() -> Outcome:
        sent = form.cleaned_data
        utilities.replace_meter(
            actor=actor_of(request),
            point_id=row.id,
            last=form.registers,
            device=_device(sent, row.bands),
            confirmed=sent["confirmed"],
        )
        return {}

    lead = _("The old device counts up to the start of that day, the new one from it: nothing is lost.")
    return _act(request, form, row, act, title=_("Replace the device"), toast=_("The device is replaced."), lead=lead)


def close(request: HttpRequest, point_id: UUID) -> HttpResponse:
    """Nothing more is counted there."""
    row = utilities.point(point_id)
    form = CloseForm.of(request, bands=row.bands, last=row.last_registers, initial={"day": today()})

    def act() -> Outcome:
        utilities.close_point(
            actor=actor_of(request),
            point_id=row.id,
            day=form.cleaned_data["day"],
            last=form.registers,
            confirmed=form.cleaned_data["confirmed"],
        )
        return {}

    return _act(
        request, form, row, act, title=_("Close the measuring point"), toast=_("The measuring point is closed.")
    )


def key(request: HttpRequest, point_id: UUID) -> HttpResponse:
    """By what common use is shared out."""
    row = utilities.point(point_id)
    here = rooms().filter(standing_on(today())).select_related("building")
    names = {f"{each.building.code} {each.code}": each.id for each in here}
    written = {str(identity): name for name, identity in names.items()}
    lines = "\n".join(f"{written.get(room, room)}: {weight}" for room, weight in row.weights.items())
    form = KeyForm.of(request, initial={"by": row.key, "weights": lines})

    def act() -> Outcome:
        weights, problems = weights_in(form.cleaned_data["weights"], names)
        if problems:
            raise Refused(*problems)
        chosen = KeyKind(form.cleaned_data["by"])
        utilities.set_key(actor=actor_of(request), point_id=row.id, key=chosen, weights=weights)
        return {}

    lead = _("It holds from the next closing on. The share of a room that stands empty is the park’s.")
    return _act(request, form, row, act, title=_("Key of common use"), toast=_("The key is set."), lead=lead)


def _act(
    request: HttpRequest,
    form: ActForm,
    row: Point,
    act: Callable[[], Outcome],
    *,
    title: str,
    toast: str,
    lead: str = "",
) -> HttpResponse:
    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("utility_meter", args=[row.id]), toast)
    page = FormPage(
        title=title,
        submit=title,
        back=reverse("utility_meter", args=[row.id]),
        kicker=f"{row.code} · {place_of(row)}",
        lead=lead,
        crumbs=crumbs(row),
    )
    return show_page(request, form, page)
