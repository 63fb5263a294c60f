"""Alarms of building systems: sent by their programs, each told once."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.facilities import public as facilities
from cellpark.facilities.public import AlarmState, FacilityPermission
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.facilities import AlarmIn, AlarmOut, ClearedIn
from cellpark.web.api.schemas.lists import After, Limit

TAG = "facilities"
SEE, SEND = requires(FacilityPermission.SEE_ALARMS), requires(FacilityPermission.SEND_ALARM)
ALARMS = "facility-alarms"


@operation("GET", ALARMS, access=SEE, answers={200: list[AlarmOut]}, tag=TAG, summary=_("List alarms of buildings"))
def list_alarms(
    request: HttpRequest,
    response: HttpResponse,
    state: AlarmState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[AlarmOut]:
    """The alarms in sight."""
    rows = facilities.alarms() if state is None else facilities.alarms().filter(state=state)
    return [AlarmOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", f"{ALARMS}/{{alarm_id}}", access=SEE, answers={200: AlarmOut}, tag=TAG, summary=_("Read an alarm"))
def get_alarm(request: HttpRequest, alarm_id: UUID) -> AlarmOut:  # noqa: ARG001 -- ninja's signature
    """One alarm in sight."""
    return AlarmOut.of(facilities.alarm(alarm_id))


@operation("POST", ALARMS, access=SEND, answers={200: AlarmOut}, tag=TAG, summary=_("Send an alarm of a building"))
def send_alarm(request: HttpRequest, response: HttpResponse, body: AlarmIn) -> AlarmOut:
    """By its severity it opens a work order or joins the open one of its point; the same id again changes nothing."""
    said = {**body.model_dump(exclude={"id"}), "external": body.id}
    done = perform(request, lambda: UUID(str(facilities.receive_alarm(actor=actor_of(request), **said).id)))
    repeated(response, done)
    return AlarmOut.of(facilities.alarm(done.id))


@operation(
    "POST",
    f"{ALARMS}/clear",
    access=SEND,
    answers={200: AlarmOut},
    tag=TAG,
    summary=_("Say that an alarm of a building is over"),
)
def clear_an_alarm(request: HttpRequest, response: HttpResponse, body: ClearedIn) -> AlarmOut:
    """Named by its source and number there."""
    act = facilities.clear_alarm
    done = perform(
        request,
        lambda: UUID(str(act(actor=actor_of(request), source=body.source, external=body.id, at=body.at).id)),
    )
    repeated(response, done)
    return AlarmOut.of(facilities.alarm(done.id))
