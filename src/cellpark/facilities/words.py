"""Words for facilities, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.facilities.event_words import EVENT_FIELDS, EVENT_SENTENCES, EVENT_TITLES
from cellpark.facilities.house.clock import Colour
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.states import (
    AlarmState,
    BesideState,
    CostKind,
    CostState,
    OrderState,
    Payer,
    PermitKind,
    PermitState,
    RulesState,
    Severity,
    Side,
    Urgency,
    WasteKind,
)
from cellpark.identity.public import LinkState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"facilities": _("Facilities")}
PERMISSION_WORDS: Words = {
    FacilityPermission.SEE: _("See work orders and permits"),
    FacilityPermission.REPORT: _("Report faults and follow them"),
    FacilityPermission.WORK: _("Accept, assign and finish work orders"),
    FacilityPermission.APPROVE_COST: _("Let tenants be charged for work"),
    FacilityPermission.REQUEST_PERMIT: _("Ask for permits of work"),
    FacilityPermission.APPROVE_PERMIT: _("Decide on permits of work"),
    FacilityPermission.ANSWER_BESIDE: _("Let hot work through beside batches of one’s own house"),
    FacilityPermission.SEE_ALARMS: _("See alarms of building systems"),
    FacilityPermission.SEND_ALARM: _("Send alarms of building systems"),
    FacilityPermission.SET_RULES: _("Set the times and limits of one’s own park"),
}
URGENCIES: Words = {
    Urgency.EMERGENCY: pgettext_lazy("urgency", "Emergency"),
    Urgency.URGENT: pgettext_lazy("urgency", "Urgent"),
    Urgency.NORMAL: pgettext_lazy("urgency", "Normal"),
    Urgency.LOW: pgettext_lazy("urgency", "Can wait"),
}
ORDER_STATES: Words = {
    OrderState.REPORTED: pgettext_lazy("work order", "Reported"),
    OrderState.ACCEPTED: pgettext_lazy("work order", "Accepted"),
    OrderState.ASSIGNED: pgettext_lazy("work order", "Assigned"),
    OrderState.IN_WORK: pgettext_lazy("work order", "In work"),
    OrderState.DONE: pgettext_lazy("work order", "Mended"),
    OrderState.CONFIRMED: pgettext_lazy("work order", "Confirmed"),
    OrderState.DECLINED: pgettext_lazy("work order", "Declined"),
    OrderState.CANCELLED: pgettext_lazy("work order", "Given up"),
}
COLOURS: Words = {
    Colour.GREEN: pgettext_lazy("clock", "In time"),
    Colour.AMBER: pgettext_lazy("clock", "Due soon"),
    Colour.RED: pgettext_lazy("clock", "Late"),
    Colour.PAUSED: pgettext_lazy("clock", "Waits for the tenant"),
    Colour.OFF: pgettext_lazy("clock", "Not measured"),
}
SIDES: Words = {
    Side.PARK: _("Park office"),
    Side.TENANT: _("Tenant"),
    Side.SYSTEM: _("Building system"),
}
COST_KINDS: Words = {
    CostKind.LABOUR: pgettext_lazy("cost", "Hours"),
    CostKind.MATERIAL: pgettext_lazy("cost", "Material"),
}
COST_STATES: Words = {
    CostState.STANDING: pgettext_lazy("cost", "Counts"),
    CostState.STRUCK: pgettext_lazy("cost", "Struck"),
}
PAYERS: Words = {Payer.PARK: pgettext_lazy("payer", "The park"), Payer.TENANT: pgettext_lazy("payer", "The tenant")}
SEVERITIES: Words = {
    Severity.CRITICAL: pgettext_lazy("alarm", "Critical"),
    Severity.MAJOR: pgettext_lazy("alarm", "Major"),
    Severity.MINOR: pgettext_lazy("alarm", "Minor"),
}
ALARM_STATES: Words = {
    AlarmState.RAISED: pgettext_lazy("alarm", "Raised"),
    AlarmState.CLEARED: pgettext_lazy("alarm", "Cleared"),
}
PERMIT_KINDS: Words = {
    PermitKind.HOT_WORK: _("Hot work"),
    PermitKind.WASTE: _("Hand-over of waste"),
}
PERMIT_STATES: Words = {
    PermitState.REQUESTED: pgettext_lazy("permit", "Asked for"),
    PermitState.APPROVED: pgettext_lazy("permit", "Permitted"),
    PermitState.ENDED: pgettext_lazy("permit", "Over, to be checked"),
    PermitState.CLOSED: pgettext_lazy("permit", "Closed"),
    PermitState.DECLINED: pgettext_lazy("permit", "Declined"),
    PermitState.WITHDRAWN: pgettext_lazy("permit", "Withdrawn"),
    PermitState.REVOKED: pgettext_lazy("permit", "Revoked"),
}
LINK_STATES: Words = {
    LinkState.OPEN: pgettext_lazy("link", "Open"),
    LinkState.USED: pgettext_lazy("link", "Used"),
    LinkState.REVOKED: pgettext_lazy("link", "Taken back"),
}
BESIDE_STATES: Words = {
    BesideState.ASKED: pgettext_lazy("house beside", "Asked"),
    BesideState.ALLOWED: pgettext_lazy("house beside", "Lets the work through"),
    BesideState.REFUSED: pgettext_lazy("house beside", "Does not let it through"),
}
RULES_STATES: Words = {
    RulesState.PROPOSED: pgettext_lazy("rules", "Proposed"),
    RulesState.APPROVED: pgettext_lazy("rules", "Approved"),
    RulesState.DECLINED: pgettext_lazy("rules", "Declined"),
}
WASTE_KINDS: Words = {
    WasteKind.BIOHAZARD: _("Biohazardous waste"),
    WasteKind.CHEMICAL: _("Chemical waste"),
    WasteKind.SHARPS: _("Sharps"),
    WasteKind.RADIOACTIVE: _("Radioactive waste"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "facilities.order": ORDER_STATES,
    "facilities.cost": COST_STATES,
    "facilities.permit": PERMIT_STATES,
    "facilities.permit_link": LINK_STATES,
    "facilities.rules": RULES_STATES,
    "facilities.alarm": ALARM_STATES,
}
EVENT_VALUES: Mapping[str, Words] = {
    "urgency": URGENCIES,
    "payer": PAYERS,
    "severity": SEVERITIES,
    "waste_kind": WASTE_KINDS,
}
EVENT_PEOPLE = frozenset({"assignee"})

__all__ = ["EVENT_FIELDS", "EVENT_SENTENCES", "EVENT_TITLES"]
