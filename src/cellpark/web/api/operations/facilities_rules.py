"""What a park promises: rules of its own, by programs under the same two people."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.facilities import public as facilities
from cellpark.facilities.public import FacilityPermission as May
from cellpark.facilities.public import OwnRules
from cellpark.web.api.calls import perform, repeated, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.facilities import FacilityWhyIn
from cellpark.web.api.schemas.facility_rules import ParkRulesIn, ParkRulesOut

TAG = "facilities"
RULES = "facility-rules"
ONE = f"{RULES}/{{rules_id}}"
SET = requires(May.SET_RULES)


@operation(
    "GET",
    RULES,
    access=requires(May.WORK),
    answers={200: list[ParkRulesOut]},
    tag=TAG,
    summary=_("List the rules of the park"),
)
def list_park_rules(request: HttpRequest) -> list[ParkRulesOut]:
    """The editions of one's own park, the latest first day on top; what is not there is the house's."""
    owner = actor_of(request).organisation_id
    return [] if owner is None else [ParkRulesOut.of(row) for row in facilities.own_rules(owner)]


@operation("POST", RULES, access=SET, answers={200: ParkRulesOut}, tag=TAG, summary=_("Propose rules of the park"))
def propose_park_rules(request: HttpRequest, response: HttpResponse, body: ParkRulesIn) -> ParkRulesOut:
    """For a second person to let hold."""
    own = body.own()
    return _done(
        request,
        response,
        lambda: facilities.propose_rules(actor=actor_of(request), since=body.since, own=own, reason=body.reason),
    )


@operation(
    "POST",
    f"{ONE}/approve",
    access=SET,
    answers={200: ParkRulesOut},
    tag=TAG,
    summary=_("Approve proposed rules of the park"),
)
def approve_park_rules(request: HttpRequest, response: HttpResponse, rules_id: UUID) -> ParkRulesOut:
    """As a second person."""
    facilities.rules_of(rules_id)
    return _done(request, response, lambda: facilities.approve_rules(actor=actor_of(request), rules_id=rules_id))


@operation(
    "POST",
    f"{ONE}/decline",
    access=SET,
    answers={200: ParkRulesOut},
    tag=TAG,
    summary=_("Decline proposed rules of the park"),
)
def decline_park_rules(
    request: HttpRequest, response: HttpResponse, rules_id: UUID, body: FacilityWhyIn
) -> ParkRulesOut:
    """They shall not hold."""
    facilities.rules_of(rules_id)
    return _done(
        request,
        response,
        lambda: facilities.decline_rules(actor=actor_of(request), rules_id=rules_id, reason=body.reason),
    )


def _done(request: HttpRequest, response: HttpResponse, act: Callable[[], OwnRules]) -> ParkRulesOut:
    done = perform(request, lambda: act().id)
    repeated(response, done)
    row = facilities.rules_of(done.id)
    tag(response, row.version)
    return ParkRulesOut.of(row)
