"""Measuring points, their devices and readings: what the pages do, for programs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities import public as utilities
from cellpark.utilities.public import UNITS, Device, Utility, UtilityPermission, Where
from cellpark.web.api.calls import page, perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.utilities import (
    EstimateIn,
    KeyIn,
    LastIn,
    OwnMeterOut,
    PointIn,
    PointOut,
    ReadingsIn,
    ReplacementIn,
    UtilityCorrectionIn,
    UtilityDeviceIn,
    UtilityFileOut,
    UtilityReadingIn,
    UtilityReadingOut,
    UtilityTriedOut,
    figure,
    registers,
)

TAG = "utilities"
SEE, OWN, READ, MANAGE, CORRECT = (
    requires(each)
    for each in (
        UtilityPermission.SEE,
        UtilityPermission.SEE_OWN,
        UtilityPermission.READ,
        UtilityPermission.MANAGE,
        UtilityPermission.CORRECT,
    )
)
METERS = "utilities/meters"
ONE = f"{METERS}/{{point_id}}"


@operation("GET", METERS, access=SEE, answers={200: list[PointOut]}, tag=TAG, summary=_("List meters"))
def list_meters(
    request: HttpRequest,
    response: HttpResponse,
    utility: Utility | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[PointOut]:
    """The measuring points in sight."""
    rows = utilities.points() if utility is None else utilities.points().filter(utility=utility)
    return [PointOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("POST", METERS, access=MANAGE, answers={200: PointOut}, tag=TAG, summary=_("Register a meter"))
def register_a_meter(request: HttpRequest, response: HttpResponse, body: PointIn) -> PointOut:
    """A measuring point with its first device."""

    def act() -> UUID:
        made = utilities.register_point(
            actor=actor_of(request),
            code=body.code,
            tariff_id=body.tariff,
            where=Where(role=body.role, building_id=body.building, room_id=body.room, main_id=body.main),
            device=_device(body.device),
        )
        return _identity(made.id)

    return _done(request, response, act)


@operation("GET", ONE, access=SEE, answers={200: PointOut}, tag=TAG, summary=_("Read what a meter is"))
def get_meter(request: HttpRequest, response: HttpResponse, point_id: UUID) -> PointOut:  # noqa: ARG001 -- ninja's signature
    """One measuring point in sight."""
    return _shown(response, point_id)


@operation(
    "GET",
    f"{ONE}/readings",
    access=SEE,
    answers={200: list[UtilityReadingOut]},
    tag=TAG,
    summary=_("List readings of a meter"),
)
def list_readings(request: HttpRequest, point_id: UUID) -> list[UtilityReadingOut]:  # noqa: ARG001 -- ninja's signature
    """The readings that stand, of all devices, the oldest first."""
    row = utilities.point(point_id)
    return [UtilityReadingOut.of(each) for _meter, rows in utilities.devices_of(row.id) for each in rows]


@operation("POST", f"{ONE}/readings", access=READ, answers={200: PointOut}, tag=TAG, summary=_("Keep a reading"))
def take_a_reading(request: HttpRequest, response: HttpResponse, point_id: UUID, body: UtilityReadingIn) -> PointOut:
    """What the device shows at the start of a day."""
    utilities.point(point_id)

    def act() -> UUID:
        utilities.take_reading(
            actor=actor_of(request),
            point_id=point_id,
            day=body.day,
            registers=registers(body.registers),
            note=body.note,
            confirmed=body.confirmed,
        )
        return point_id

    return _done(request, response, act)


@operation("POST", f"{ONE}/replace", access=MANAGE, answers={200: PointOut}, tag=TAG, summary=_("Replace a device"))
def replace_a_device(request: HttpRequest, response: HttpResponse, point_id: UUID, body: ReplacementIn) -> PointOut:
    """The old device counts up to the day, the new one from it."""
    utilities.point(point_id)

    def act() -> UUID:
        utilities.replace_meter(
            actor=actor_of(request),
            point_id=point_id,
            last=registers(body.last),
            device=_device(body.device),
            confirmed=body.confirmed,
        )
        return point_id

    return _done(request, response, act)


@operation(
    "POST", f"{ONE}/close", access=MANAGE, answers={200: PointOut}, tag=TAG, summary=_("Close a measuring point")
)
def close_a_measuring_point(request: HttpRequest, response: HttpResponse, point_id: UUID, body: LastIn) -> PointOut:
    """Nothing is counted there from a day on."""
    utilities.point(point_id)

    def act() -> UUID:
        utilities.close_point(
            actor=actor_of(request),
            point_id=point_id,
            day=body.day,
            last=registers(body.last),
            confirmed=body.confirmed,
        )
        return point_id

    return _done(request, response, act)


@operation(
    "POST", f"{ONE}/key", access=MANAGE, answers={200: PointOut}, tag=TAG, summary=_("Set the key of common use")
)
def set_a_key(request: HttpRequest, response: HttpResponse, point_id: UUID, body: KeyIn) -> PointOut:
    """By what common use is shared out."""
    utilities.point(point_id)

    def act() -> UUID:
        weights = {room: figure(text, "weights") for room, text in body.weights.items()}
        utilities.set_key(actor=actor_of(request), point_id=point_id, key=body.key, weights=weights)
        return point_id

    return _done(request, response, act)


@operation(
    "POST",
    "utilities/readings/{reading_id}/correct",
    access=CORRECT,
    answers={200: PointOut},
    tag=TAG,
    summary=_("Correct a reading"),
)
def correct_a_reading(
    request: HttpRequest, response: HttpResponse, reading_id: UUID, body: UtilityCorrectionIn
) -> PointOut:
    """The wrong one is reversed; charges that change are taken back and posted anew."""
    point_id: UUID = utilities.reading(reading_id).meter.point_id

    def act() -> UUID:
        utilities.correct_reading(
            actor=actor_of(request),
            reading_id=reading_id,
            registers=registers(body.registers),
            reason=body.reason,
            confirmed=body.confirmed,
        )
        return point_id

    return _done(request, response, act)


@operation(
    "POST",
    "utilities/readings",
    access=READ,
    answers={200: UtilityFileOut},
    tag=TAG,
    summary=_("Try or take in a file of readings"),
)
def import_a_file_of_readings(request: HttpRequest, response: HttpResponse, body: ReadingsIn) -> UtilityFileOut:
    """CSV with the columns point, day, value; all lines are taken in, or none."""
    actor = actor_of(request)
    report = utilities.check_readings(actor=actor, content=body.content) if not body.take_in else None
    if report is None:
        owner = actor.organisation_id
        assert owner is not None, "a file is taken in by an operator"
        taken: list[int] = []

        def act() -> UUID:
            taken.append(utilities.import_readings(actor=actor, content=body.content, confirmed=body.confirmed))
            return owner

        done = perform(request, act)
        repeated(response, done)
        return UtilityFileOut(count=sum(taken), taken_in=True, lines=[])
    lines = [
        UtilityTriedOut(
            line=each.row.line,
            point=each.row.code,
            wrong=[problem.code for problem in each.wrong],
            doubtful=[problem.code for problem in each.doubtful],
        )
        for each in report.rows
        if each.wrong or each.doubtful
    ]
    return UtilityFileOut(count=len(report.rows), taken_in=False, lines=lines)


@operation(
    "POST",
    "utilities/estimates",
    access=READ,
    answers={200: list[UtilityReadingOut]},
    tag=TAG,
    summary=_("Estimate readings that are missing"),
)
def estimate_missing_readings(
    request: HttpRequest, response: HttpResponse, body: EstimateIn
) -> list[UtilityReadingOut]:
    """With the mean of the last 90 days; the next true reading puts it right."""
    for each in body.points:
        utilities.point(each)
    if not body.points:
        raise Refused(Problem("base.required", field="points"))
    made: list[Any] = []

    def act() -> UUID:
        made.extend(utilities.estimate_readings(actor=actor_of(request), point_ids=body.points, day=body.day))
        return body.points[0]

    repeated(response, perform(request, act))
    return [UtilityReadingOut.of(each) for each in made]


@operation(
    "GET",
    "utilities/own",
    access=OWN,
    answers={200: list[OwnMeterOut]},
    tag=TAG,
    summary=_("List meters of one’s own rooms"),
)
def list_own_meters(request: HttpRequest) -> list[OwnMeterOut]:
    """With the readings of one's own days."""
    owner = actor_of(request).organisation_id
    found = []
    for each in utilities.own_points(owner) if owner is not None else ():
        _use, served = utilities.own_use(each)
        said = [
            {"day": row.day.isoformat(), "registers": row.registers, "source": row.source}
            for _meter, rows in served
            for row in rows
        ]
        utility = Utility(each.point.utility)
        found.append(
            OwnMeterOut(id=each.point.id, code=each.point.code, utility=utility, unit=UNITS[utility], readings=said)
        )
    return found


def _device(sent: UtilityDeviceIn) -> Device:
    return Device(
        serial=sent.serial,
        digits=sent.digits,
        day=sent.day,
        registers=registers(sent.registers),
        factor=figure(sent.factor, "factor"),
    )


def _identity(value: UUID) -> UUID:
    """Rows of scoped tables are of any kind to the type checker; their ids are not."""
    return value


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], UUID]) -> PointOut:
    done = perform(request, act)
    repeated(response, done)
    return _shown(response, done.id)


def _shown(response: HttpResponse, point_id: UUID) -> PointOut:
    row = utilities.point(point_id)
    tag(response, row.version)
    return PointOut.of(row)
