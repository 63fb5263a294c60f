"""What the pages of this area share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, RoomWanted
from cellpark.premises.public import Room, rooms
from cellpark.web.areas.leases.giving_way import giving_way
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm

Crumbs = tuple[Mapping[str, object], ...]


def crumbs(row: Lease | None = None) -> Crumbs:
    """The way here."""
    way: Crumbs = ({"href": reverse("leases"), "label": _("Leases")},)
    return way if row is None else (*way, {"href": reverse("lease", args=[row.id]), "label": row.number})


def form_page(lease_id: UUID, *, title: Any, submit: Any, lead: Any = "", danger: Any = "") -> FormPage:
    """The words around an act on a lease in sight."""
    row = leases.lease(lease_id)
    return FormPage(
        title=title,
        submit=submit,
        back=reverse("lease", args=[row.id]),
        kicker=row.number,
        lead=lead,
        danger=danger,
        crumbs=crumbs(row),
    )


def act_page(
    request: HttpRequest, form: ActForm, page: FormPage, act: Callable[[], Any], *, toast: Any, **more: Any
) -> HttpResponse:
    """A form with one act; back to where it came from when it is done."""

    def run() -> Outcome:
        act()
        return {}

    if perform(request, form, run) is not None:
        return done(request, page.back, toast)
    return show_page(request, form, page, **more)


def agreed_page(
    request: HttpRequest, lease_id: UUID, form: ActForm, page: FormPage, act: Callable[[], Any], *, toast: Any
) -> HttpResponse:
    """A form by which rooms are let or become so, with the bookings that give way."""
    gives = giving_way(leases.lease(lease_id), actor_of(request))
    return act_page(request, form, page, act, toast=toast, template="leases/agreeing.html", giving_way=gives)


def seen_of(request: HttpRequest, lease_id: UUID) -> int:
    """The version of a lease that its page showed, as the way from there says; else the present one."""
    text = request.POST.get("seen_version", "") or request.GET.get("seen", "")
    if text.isascii() and text.isdecimal() and len(text) < 16:
        return int(text)
    version: int = leases.lease(lease_id).version
    return version


class Names:
    """The names of the tenants of the rows that are shown; for another one those of all in sight, at once."""

    def __init__(self) -> None:
        """Nothing is asked yet."""
        self._found: dict[UUID, str] = {}
        self._has_all = False

    def shown(self, rows: Sequence[Lease]) -> None:
        """What a table is about to show: their names are enough as long as nobody asks for another."""
        if not self._has_all:
            self._found = leases.names_of(row.tenant_id for row in rows)

    def __call__(self, tenant: UUID) -> str:
        """The name of one of them."""
        if tenant not in self._found and not self._has_all:
            self._has_all = True
            self._found = leases.names_of(leases.leases().order_by().values_list("tenant_id", flat=True).distinct())
        return self._found.get(tenant, "")


def rooms_wanted(request: HttpRequest, text: str, *, start: date | None = None) -> tuple[list[RoomWanted], list[Room]]:
    """The rooms that were written, one a line, as ``building/room`` and perhaps the first day after the works.

    Raises ``Refused``: ``leases.form.room`` for each that is not there or could be two.
    """
    lines = [line.split() for line in text.splitlines() if line.strip()]
    operator = actor_of(request).organisation_id
    assert operator is not None, "rooms are an operator's own"
    codes = {parts[0].rpartition("/")[2] for parts in lines}
    found = rooms().filter(organisation_id=operator, code__in=codes).select_related("building")
    by_name: dict[str, list[Room]] = {}
    for room in found:
        if start is not None and not room.stands_on(start):
            continue
        for name in (room.code, f"{room.building.code}/{room.code}"):
            by_name.setdefault(name, []).append(room)
    problems, wanted, chosen = [], [], []
    for parts in lines:
        rooms_here = by_name.get(parts[0], [])
        works = _day(parts[1]) if len(parts) == 2 else None
        if len(rooms_here) != 1 or len(parts) > 2 or (len(parts) == 2 and works is None):
            problems.append(Problem("leases.form.room", {"line": " ".join(parts)[:60]}, field="rooms"))
            continue
        chosen.append(rooms_here[0])
        wanted.append(RoomWanted(room_id=rooms_here[0].id, start=start, fit_out_until=works))
    if problems:
        raise Refused(*problems)
    return wanted, chosen


def areas_of(chosen: Iterable[Room]) -> dict[str, Decimal]:
    """The net areas of rooms by code."""
    return {room.code: room.area_net_m2 for room in chosen}


def room_names(numbers: Iterable[int]) -> dict[int, str]:
    """Rooms as they are written in the form, by number; to the operator alone, who sees them."""
    found = rooms().filter(number__in=list(numbers)).select_related("building")
    return {room.number: f"{room.building.code}/{room.code}" for room in found}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
