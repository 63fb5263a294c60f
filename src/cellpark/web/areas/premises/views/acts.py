"""The acts on buildings and rooms."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import today
from cellpark.premises import public as premises
from cellpark.premises.public import COLUMNS, Building, Room
from cellpark.space.public import Park
from cellpark.web.areas.premises.forms import YES, BuildingForm, CloseForm, MergeForm, RoomForm, SplitForm
from cellpark.web.areas.premises.views.common import act_page, crumbs
from cellpark.web.pages.acts import FormPage


def register_building(request: HttpRequest) -> HttpResponse:
    """A building with its floors."""
    actor = actor_of(request)
    form = BuildingForm.of(request)
    form.offer(_parks())
    page = FormPage(
        title=_("Register a building"),
        submit=_("Register"),
        back=reverse("space_board"),
        lead=_("Rooms follow from a list, or from the next import."),
        crumbs=crumbs(),
    )

    def act() -> str:
        if actor.organisation_id is None:
            raise Refused(Problem("premises.building.park", field="park"))
        sent = form.cleaned_data
        made = premises.register_building(
            actor=actor,
            organisation=actor.organisation_id,
            code=sent["code"].strip(),
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            phase=sent["phase"],
            park=_park(sent["park"]),
            floors=(sent["lowest_floor"], sent["highest_floor"]),
        )
        return _board(made)

    return act_page(request, form, page, act, toast=_("The building is registered."))


def change_building(request: HttpRequest, building_id: UUID) -> HttpResponse:
    """What is kept of a building."""
    row = premises.building(building_id)
    names = ("code", "name_zh", "name_en", "phase", "lowest_floor", "highest_floor")
    initial = {name: getattr(row, name) for name in names}
    form = BuildingForm.of(request, initial={**initial, "park": str(row.park_id or "")})
    form.offer(_parks())
    page = FormPage(
        title=_("Change this building"), submit=_("Change"), back=_board(row), kicker=row.code, crumbs=crumbs()
    )

    def act() -> str:
        sent = form.cleaned_data
        changed = premises.change_building(
            actor=actor_of(request),
            building_id=row.id,
            code=sent["code"].strip(),
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            phase=sent["phase"],
            park=_park(sent["park"]),
            floors=(sent["lowest_floor"], sent["highest_floor"]),
        )
        return _board(changed)

    return act_page(request, form, page, act, toast=_("The building is changed."))


def change(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """What is kept of a room."""
    row = premises.room(room_id)
    kept = {each.name: each.write(getattr(row, each.name)) for each in COLUMNS if each.name in RoomForm.base_fields}
    form = RoomForm.of(request, initial={**kept, **{name: getattr(row, name) for name in YES}})
    page = _page(row, title=_("Change the room"), submit=_("Change"))

    def act() -> str:
        sent = form.cleaned_data
        premises.change_room(actor=actor_of(request), room_id=row.id, values=form.values(), reason=sent["reason"])
        return page.back

    return act_page(request, form, page, act, toast=_("The room is changed."))


def split(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Several rooms where one was."""
    row = premises.room(room_id)
    gross, net = row.area_gross_m2 / 2, row.area_net_m2 / 2
    halves = "\n".join(f"{row.code}{letter}, {gross.normalize():f}, {net.normalize():f}" for letter in "AB")
    form = SplitForm.of(request, initial={"parts": halves, "day": today() + timedelta(days=1)})
    page = _page(
        row,
        title=_("Split the room"),
        submit=_("Split"),
        lead=_("The room keeps its days up to that day. Supplies are shared by net area; correct them afterwards."),
    )

    def act() -> str:
        sent = form.cleaned_data
        made = premises.split_room(
            actor=actor_of(request), room_id=row.id, day=sent["day"], parts=form.read_parts(), reason=sent["reason"]
        )
        return reverse("premises_room", args=[made[0].id])

    return act_page(request, form, page, act, toast=_("The room is split."))


def merge(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """One room where several were."""
    row = premises.room(room_id)
    form = MergeForm.of(request, initial={"code": row.code, "day": today() + timedelta(days=1)})
    form.offer([(str(each.id), f"{each.code} · {each.area_net_m2.normalize():f} m²") for each in _reachable(row)])
    page = _page(
        row,
        title=_("Merge with neighbours"),
        submit=_("Merge"),
        lead=_("Of height, floor load and grade the least holds for the new room; areas and supplies add up."),
    )

    def act() -> str:
        sent = form.cleaned_data
        made = premises.merge_rooms(
            actor=actor_of(request),
            room_ids=[row.id, *(UUID(each) for each in sent["rooms"])],
            day=sent["day"],
            code=sent["code"].strip(),
            reason=sent["reason"],
        )
        return reverse("premises_room", args=[made.id])

    return act_page(request, form, page, act, toast=_("The rooms are merged."))


def close(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """The day on which a room ends."""
    row = premises.room(room_id)
    form = CloseForm.of(request, initial={"day": row.valid_until})
    page = _page(
        row,
        title=_("Change its end"),
        submit=_("Change"),
        lead=_("The room stays on all days before. What is let or held later is refused."),
    )

    def act() -> str:
        sent = form.cleaned_data
        premises.close_room(actor=actor_of(request), room_id=row.id, day=sent["day"], reason=sent["reason"])
        return page.back

    return act_page(request, form, page, act, toast=_("The end of the room is changed."))


def _reachable(row: Room) -> list[Room]:
    """The neighbours of a room and theirs."""
    near = premises.neighbours_of(row, today())
    found = {each.id: each for each in near}
    for each in near:
        found |= {other.id: other for other in premises.neighbours_of(each, today())}
    found.pop(row.id, None)
    return sorted(found.values(), key=lambda each: each.code)


def _page(row: Room, *, title: str, submit: str, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        back=reverse("premises_room", args=[row.id]),
        kicker=f"{row.building.code} {row.code}",
        lead=lead,
        crumbs=crumbs(row),
    )


def _board(row: Building) -> str:
    return f"{reverse('space_board')}?building={row.id}"


def _parks() -> list[tuple[str, str]]:
    return [(str(each.id), each.name) for each in Park.objects.order_by("key")]


def _park(sent: str) -> UUID | None:
    if not sent:
        return None
    try:
        return UUID(sent)
    except ValueError:
        raise Http404 from None
