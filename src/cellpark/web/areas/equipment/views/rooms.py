"""The list of rooms, one room, its line clearance."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import ClearanceState, EquipmentPermission, LineClearance, Openness, Room, ServiceState
from cellpark.identity.public import Meaning, PreparedSignature, names_of_people, prepared_signature
from cellpark.kernel.problem import Problem
from cellpark.web.areas.equipment.act_pages import ActPage, Where, offers_of, show_act
from cellpark.web.areas.equipment.room_acts import CLEARANCE_ACTS, ROOM_ACTS
from cellpark.web.areas.equipment.scene import Inside, inside
from cellpark.web.areas.equipment.standing import clearance_state
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response
from cellpark.web.pages.views.signing import Proof, moment

COLUMNS: tuple[Column[Room], ...] = (
    Column(
        key="code",
        label=gettext_lazy("Code"),
        kind=Kind.CODE,
        sort="code",
        search=("code", "scan_code"),
        link=lambda row: reverse("room", args=[row.id]),
    ),
    Column(key="name", label=gettext_lazy("Name"), search=("name_zh", "name_en")),
    Column(key="suite", label=gettext_lazy("Suite"), value="suite.name", sort="suite__code"),
    Column(key="grade", label=gettext_lazy("Grade"), sort="grade"),
    Column(
        key="uses",
        label=gettext_lazy("Designated for"),
        value=lambda row: str(_(", ")).join(str(plant.words.USES[use]) for use in row.uses),
    ),
    Column(
        key="pressure",
        label=gettext_lazy("Pressure"),
        value=lambda row: str(plant.words.PRESSURES[row.pressure]),
        sort="pressure",
    ),
    Column(key="air_unit", label=gettext_lazy("Air handling unit"), kind=Kind.CODE, sort="air_unit"),
    Column(
        key="people", label=gettext_lazy("People inside"), kind=Kind.NUMBER, value=lambda row: len(plant.people_in(row))
    ),
    Column(
        key="things", label=gettext_lazy("Containers"), kind=Kind.NUMBER, value=lambda row: len(plant.things_in(row))
    ),
)


def rooms(request: HttpRequest) -> HttpResponseBase:
    """All rooms in sight."""
    states = tuple((state, words) for state, words in plant.words.SERVICE_STATES.items())
    table = Table(
        plant.rooms(),
        COLUMNS,
        request,
        caption=_("Rooms"),
        order="code",
        choices=(Choice(key="state", label=_("State"), lookup="state", options=states),),
        empty=_("No room is registered yet."),
    )
    actor = actor_of(request)
    register = [
        offer(actor, EquipmentPermission.MANAGE, label, reverse(name), icon="plus")
        for label, name in ((_("Register a room"), "room_register"), (_("Register a suite"), "suite_register"))
    ]
    return table_response(request, "equipment/rooms.html", table, {"offers": register})


def room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """One room: who and what is inside, whether its line is clear, and what may be done."""
    found = plant.room(room_id)
    clearance = plant.clearance_row(found)
    names = names_of_people(stay.person for stay in plant.people_in(found))
    within = inside(found, clearance, names)
    acts = offers(actor_of(request), within)
    context = {
        "crumbs": [crumb(found)[0]],
        "inside": within,
        "room": found,
        "pressure": plant.words.PRESSURES[found.pressure],
        "next": _next(within),
        "who": _who(within),
        "by": clearance.valid_until if clearance is not None else None,
        "offers": [each for each in acts if each.open],
        "shut": [each for each in acts if not each.open],
        "containers": [(each, plant.words.OPENNESSES[each.openness]) for each in within.containers],
        "clearance": clearance,
        "clearance_state": clearance_state(clearance) if clearance else None,
        "history": history_of([f"room/{found.id}"]),
    }
    return render(request, "equipment/room.html", context)


def _next(within: Inside) -> str:
    clearance = within.clearance
    if within.room.state == ServiceState.OUT_OF_SERVICE:
        return _("Bring the room back into service.")
    if plant.work_in(within.room):
        return _("End the open work when nothing is open any more.")
    if within.state.colour == "waiting" and clearance is not None:
        return next_signature(clearance)
    if within.state.colour == "planned":
        return _("Clear the line before something is opened here.")
    return ""


def _who(within: Inside) -> str:
    if within.room.state == ServiceState.OUT_OF_SERVICE:
        return _("Head of quality")
    if plant.work_in(within.room):
        return str(_(", ")).join(within.people)
    if within.state.colour == "waiting":
        signed = within.clearance is not None and within.clearance.state == ClearanceState.CHECKED
        return _("A second person") if signed else _("Whoever checked the line")
    return _("Two people") if within.state.colour == "planned" else ""


def offers(actor: Actor, within: Inside) -> list[Offer]:
    """What may be done in the room now, the most likely thing first."""
    found = within.room
    out = found.state == ServiceState.OUT_OF_SERVICE
    closed = Problem("equipment.room.out_of_service", {"room": found.code}) if out else None
    here = any(stay.person == actor.person_id for stay in plant.people_in(found))
    nothing = Problem("equipment.work.none", {"room": found.code}) if not plant.work_in(found) else None
    hidden = {
        "enter": here,
        "leave": not here,
        "take-out": out,
        "bring-back": not out,
        "close": not within.containers,
        "remove": not within.containers,
        "clear": plant.work_in(found) is not None,
        "end-work": nothing is not None,
    }
    still_open = [each for each in within.containers if each.openness in (Openness.OPEN, Openness.PUNCTURED)]
    blocked = {"end-work": _still_open(found, still_open[0].code)} if still_open else {}
    always = ("bring-back", "leave", "close", "remove", "tie")
    unless = {act.name: closed or blocked.get(act.name) for act in ROOM_ACTS if act.name not in always}
    return offers_of(actor, [act for act in ROOM_ACTS if not hidden.get(act.name)], "room", found.id, unless)


def _still_open(found: Room, code: str) -> Problem:
    return Problem("equipment.opening.still_open", {"container": code, "room": found.code})


def crumb(found: Room) -> list[dict[str, object]]:
    """The way to a room."""
    return [
        {"href": reverse("rooms"), "label": _("Rooms")},
        {"href": reverse("room", args=[found.id]), "label": found.code},
    ]


def room_act(act: ActPage) -> Callable[..., HttpResponse]:
    """The view of an act in a room."""

    def view(request: HttpRequest, room_id: UUID) -> HttpResponse:
        found = plant.room(room_id)
        where = Where(
            kicker=f"{found.code} · {found.name}",
            back=reverse("room", args=[found.id]),
            crumbs=crumb(found),
            version=lambda: found.version,
        )
        return show_act(request, act, found, where)

    return view


def clearance(request: HttpRequest, clearance_id: UUID) -> HttpResponse:
    """One line clearance: what was checked, who signed what when, what is missing, until when."""
    row = plant.clearance(clearance_id)
    names = names_of_people(each for each in (row.checked_by, row.verified_by) if each is not None)
    waits = next_verb(row)
    actor = actor_of(request)
    fitting = [act for act in CLEARANCE_ACTS if row.state != ClearanceState.VOID and act.name in (waits, "void")]
    acts = offers_of(actor, fitting, "clearance", row.id, {waits: signer_problem(actor, row, waits)})
    checker = _named(names, row.checked_by) or "–"
    whose = {"sign": checker, "verify": _("Anybody but %(name)s") % {"name": checker}}
    context = {
        "crumbs": crumb(row.room),
        "row": row,
        "state": clearance_state(row),
        "items": [plant.words.ITEMS[item] for item in row.items],
        "checked_by": _named(names, row.checked_by),
        "verified_by": _named(names, row.verified_by),
        "next": next_signature(row) if waits else "",
        "who": whose.get(waits, ""),
        "offers": [each for each in acts if each.open],
        "shut": [each for each in acts if not each.open],
        "history": history_of([row.stream]),
    }
    return render(request, "equipment/clearance.html", context)


def next_verb(row: LineClearance) -> str:
    """Which signature a clearance waits for; none once its time is over."""
    waits = {ClearanceState.NOTED: "sign", ClearanceState.CHECKED: "verify"}
    return "" if row.valid_until <= now() else waits.get(ClearanceState(row.state), "")


def next_signature(row: LineClearance) -> str:
    """What comes next under a clearance that waits."""
    if row.state == ClearanceState.NOTED:
        return _("Whoever checked the line signs.")
    return _("A second person looks at every item, verifies it and signs.")


def signer_problem(actor: Actor, row: LineClearance, verb: str) -> Problem | None:
    """Why this person may not give that signature."""
    found = plant.clearance_signer_problems(
        verb=verb, checker=row.checked_by, signer=actor.person_id, room=row.room.code
    )
    return next(iter(found), None)


@sensitive_post_parameters("password", "code")
def sign_clearance(request: HttpRequest, clearance_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment of one of the two signatures."""
    row = plant.clearance(clearance_id)
    prepared = prepared_signature(actor=actor_of(request), prepared_id=prepared_id)
    if [each.stream for each in prepared.said.heads] != [row.stream]:
        raise PreparedSignature.DoesNotExist
    act = plant.sign_clearance if prepared.meaning == Meaning.PERFORMED else plant.verify_clearance

    def sign(proof: Proof) -> LineClearance:
        return act(actor=actor_of(request), clearance_id=clearance_id, prepared_id=prepared_id, proof=proof)

    return moment(request, prepared, sign, lambda signed: reverse("clearance", args=[signed.id]))


def _named(names: Mapping[UUID, str], person: UUID | None) -> str:
    return "" if person is None else names.get(person, "")


def clearance_act(act: ActPage) -> Callable[..., HttpResponse]:
    """The view of an act on a line clearance."""

    def view(request: HttpRequest, clearance_id: UUID) -> HttpResponse:
        row: LineClearance = plant.clearance(clearance_id)
        where = Where(
            kicker=f"{row.room.code} · {row.room.name}",
            back=reverse("clearance", args=[row.id]),
            crumbs=crumb(row.room),
            version=lambda: row.version,
        )
        return show_act(request, act, row, where)

    return view
