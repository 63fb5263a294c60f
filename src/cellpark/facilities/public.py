"""What other floors use of this app."""

from cellpark.facilities import words
from cellpark.facilities.actions.accept_order import accept_order
from cellpark.facilities.actions.add_note import add_note
from cellpark.facilities.actions.add_photo import add_photo
from cellpark.facilities.actions.approve_cost import approve_cost, reverse_cost
from cellpark.facilities.actions.approve_permit import approve_permit, decline_permit
from cellpark.facilities.actions.ask_beside import answer_beside, ask_beside
from cellpark.facilities.actions.assign_order import assign_order
from cellpark.facilities.actions.begin_permit import begin_permit
from cellpark.facilities.actions.cancel_order import cancel_order
from cellpark.facilities.actions.close_permit import (
    close_permit,
    end_permit,
    revoke_permit,
    withdraw_permit,
    withdrawn_for_another,
)
from cellpark.facilities.actions.confirm_order import confirm_order, reopen_order
from cellpark.facilities.actions.decide_rules import approve_rules, decline_rules
from cellpark.facilities.actions.decline_order import decline_order
from cellpark.facilities.actions.enter_cost import enter_cost, strike_cost
from cellpark.facilities.actions.finish_work import finish_work
from cellpark.facilities.actions.make_permit_link import (
    MadePermitLink,
    link_until,
    make_permit_link,
    may_have_links,
    revoke_permit_link,
)
from cellpark.facilities.actions.propose_rules import propose_rules
from cellpark.facilities.actions.receive_alarm import CLEARED, clear_alarm, receive_alarm
from cellpark.facilities.actions.report_order import report_order
from cellpark.facilities.actions.request_permit import request_permit
from cellpark.facilities.actions.start_work import start_work
from cellpark.facilities.actions.use_permit_link import (
    begin_by_link,
    end_by_link,
    find_permit_link,
    holder_of_permit,
)
from cellpark.facilities.actions.wait_for_tenant import resume_order, wait_for_tenant
from cellpark.facilities.beside import (
    Beside,
    batch_problems,
    beside,
    fire_and_batch_in_turn,
    houses_in,
    is_fire_permitted,
)
from cellpark.facilities.due import (
    costs_to_decide,
    in_hand_of,
    late_answered,
    permits_beside,
    permits_to_check,
    permits_to_decide,
    rules_to_decide,
    turn_of_tenant,
    unanswered,
)
from cellpark.facilities.example_facilities import load_example_facilities
from cellpark.facilities.figures import MonthKept, kept_by_month, late_now, open_by_state, open_by_urgency
from cellpark.facilities.house.clock import Colour, Leg, Standing
from cellpark.facilities.house.own import OwnTerms
from cellpark.facilities.house.terms import Named, Terms, terms_on
from cellpark.facilities.models import Alarm, CostLine, OrderNote, OrderPhoto, OwnRules, Permit, PermitLink, WorkOrder
from cellpark.facilities.owing import owed, owed_of
from cellpark.facilities.paper import GIVEN, both, permit_pdf
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_rules import HotWork, Occupied, Waste, is_in_force, watch_ends
from cellpark.facilities.photos import ACCEPT, BYTES_MAX, MEDIA_TYPE, PHOTOS_MAX
from cellpark.facilities.places import Let, label_of, operators_of, room_named, room_of, rooms_of
from cellpark.facilities.queries import (
    alarm,
    alarms,
    alarms_of,
    cost,
    costs_of,
    notes_of,
    order,
    orders,
    own_rules,
    people_of,
    permit,
    permit_links,
    permits,
    photo,
    photos_of,
    rules_of,
    staff_of,
    tenants_of,
    waste_handed_over,
)
from cellpark.facilities.rules import COST_STATES, number_of
from cellpark.facilities.rules_in_force import terms_for, terms_of
from cellpark.facilities.sides import Where, side_of
from cellpark.facilities.states import (
    OPEN,
    ORDER_LIFECYCLE,
    PERMIT_LIFECYCLE,
    RULES_LIFECYCLE,
    UNMENDED,
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
from cellpark.facilities.timing import order_clock, order_colour

__all__ = [
    "ACCEPT",
    "BYTES_MAX",
    "CLEARED",
    "COST_STATES",
    "GIVEN",
    "MEDIA_TYPE",
    "OPEN",
    "ORDER_LIFECYCLE",
    "PERMIT_LIFECYCLE",
    "PHOTOS_MAX",
    "RULES_LIFECYCLE",
    "UNMENDED",
    "Alarm",
    "AlarmState",
    "Beside",
    "BesideState",
    "Colour",
    "CostKind",
    "CostLine",
    "CostState",
    "FacilityPermission",
    "HotWork",
    "Leg",
    "Let",
    "MadePermitLink",
    "MonthKept",
    "Named",
    "Occupied",
    "OrderNote",
    "OrderPhoto",
    "OrderState",
    "OwnRules",
    "OwnTerms",
    "Payer",
    "Permit",
    "PermitKind",
    "PermitLink",
    "PermitState",
    "RulesState",
    "Severity",
    "Side",
    "Standing",
    "Terms",
    "Urgency",
    "Waste",
    "WasteKind",
    "Where",
    "WorkOrder",
    "accept_order",
    "add_note",
    "add_photo",
    "alarm",
    "alarms",
    "alarms_of",
    "answer_beside",
    "approve_cost",
    "approve_permit",
    "approve_rules",
    "ask_beside",
    "assign_order",
    "batch_problems",
    "begin_by_link",
    "begin_permit",
    "beside",
    "both",
    "cancel_order",
    "clear_alarm",
    "close_permit",
    "confirm_order",
    "cost",
    "costs_of",
    "costs_to_decide",
    "decline_order",
    "decline_permit",
    "decline_rules",
    "end_by_link",
    "end_permit",
    "enter_cost",
    "find_permit_link",
    "finish_work",
    "fire_and_batch_in_turn",
    "holder_of_permit",
    "houses_in",
    "in_hand_of",
    "is_fire_permitted",
    "is_in_force",
    "kept_by_month",
    "label_of",
    "late_answered",
    "late_now",
    "link_until",
    "load_example_facilities",
    "make_permit_link",
    "may_have_links",
    "notes_of",
    "number_of",
    "open_by_state",
    "open_by_urgency",
    "operators_of",
    "order",
    "order_clock",
    "order_colour",
    "orders",
    "owed",
    "owed_of",
    "own_rules",
    "people_of",
    "permit",
    "permit_links",
    "permit_pdf",
    "permits",
    "permits_beside",
    "permits_to_check",
    "permits_to_decide",
    "photo",
    "photos_of",
    "propose_rules",
    "receive_alarm",
    "reopen_order",
    "report_order",
    "request_permit",
    "resume_order",
    "reverse_cost",
    "revoke_permit",
    "revoke_permit_link",
    "room_named",
    "room_of",
    "rooms_of",
    "rules_of",
    "rules_to_decide",
    "side_of",
    "staff_of",
    "start_work",
    "strike_cost",
    "tenants_of",
    "terms_for",
    "terms_of",
    "terms_on",
    "turn_of_tenant",
    "unanswered",
    "wait_for_tenant",
    "waste_handed_over",
    "watch_ends",
    "withdraw_permit",
    "withdrawn_for_another",
    "words",
]
