"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import PUBLIC, requires, route
from cellpark.facilities.public import FacilityPermission as May
from cellpark.web.areas.facilities.views import (
    acts,
    alarms,
    costs,
    door,
    figures,
    links,
    order,
    orders,
    permit_acts,
    permits,
    phone,
    rules,
)

ORDER = "facilities/orders/<uuid:order_id>"
COST = "facilities/costs/<uuid:cost_id>"
PERMIT = "facilities/permits/<uuid:permit_id>"
RULES = "facilities/rules/<uuid:rules_id>"
SEE, REPORT, WORK = requires(May.SEE), requires(May.REPORT), requires(May.WORK)
ANSWER = requires(May.ANSWER_BESIDE)
ASK, GIVE, SET = requires(May.REQUEST_PERMIT), requires(May.APPROVE_PERMIT), requires(May.SET_RULES)

urlpatterns: list[URLPattern] = [
    route("facilities", orders.board, access=SEE, name="facility_board"),
    route("facilities/orders", orders.listed, access=SEE, name="facility_orders"),
    route("facilities/figures", figures.figures, access=SEE, name="facility_figures"),
    route("facilities/report", acts.report, access=REPORT, name="facility_report"),
    route(ORDER, order.one, access=SEE, name="facility_order"),
    route(f"{ORDER}/accept", acts.accept, access=WORK, name="facility_order_accept"),
    route(f"{ORDER}/decline", acts.decline, access=WORK, name="facility_order_decline"),
    route(f"{ORDER}/cancel", acts.cancel, access=REPORT, name="facility_order_cancel"),
    route(f"{ORDER}/assign", acts.assign, access=WORK, name="facility_order_assign"),
    route(f"{ORDER}/start", acts.start, access=WORK, name="facility_order_start"),
    route(f"{ORDER}/wait", acts.wait, access=WORK, name="facility_order_wait"),
    route(f"{ORDER}/resume", acts.resume, access=REPORT, name="facility_order_resume"),
    route(f"{ORDER}/finish", acts.finish, access=WORK, name="facility_order_finish"),
    route(f"{ORDER}/confirm", costs.confirm, access=REPORT, name="facility_order_confirm"),
    route(f"{ORDER}/reopen", acts.reopen, access=REPORT, name="facility_order_reopen"),
    route(f"{ORDER}/note", acts.note, access=REPORT, name="facility_order_note"),
    route(f"{ORDER}/photos", acts.photos, access=REPORT, name="facility_order_photos"),
    route(f"{ORDER}/cost", costs.enter, access=WORK, name="facility_order_cost"),
    route(f"{ORDER}/cost/approve", costs.approve, access=requires(May.APPROVE_COST), name="facility_cost_approve"),
    route(f"{ORDER}/cost/reverse", costs.reverse, access=WORK, name="facility_cost_reverse"),
    route(f"{COST}/strike", costs.strike, access=WORK, name="facility_cost_strike"),
    route("facilities/photos/<uuid:photo_id>", orders.photo, access=SEE, name="facility_photo"),
    route("facilities/rooms/<uuid:room_id>/door", door.door, access=WORK, name="facility_door"),
    route("facilities/alarms", alarms.listed, access=requires(May.SEE_ALARMS), name="facility_alarms"),
    route("facilities/rules", rules.listed, access=WORK, name="facility_rules"),
    route("facilities/rules/propose", rules.propose, access=SET, name="facility_rules_propose"),
    route(f"{RULES}/approve", rules.approve, access=SET, name="facility_rules_approve"),
    route(f"{RULES}/decline", rules.decline, access=SET, name="facility_rules_decline"),
    route("facilities/permits", permits.listed, access=SEE, name="facility_permits"),
    route("facilities/permits/hot-work", permit_acts.hot_work, access=ASK, name="facility_hot_work"),
    route("facilities/permits/waste", permit_acts.waste, access=ASK, name="facility_waste_ask"),
    route("facilities/waste", permits.waste, access=SEE, name="facility_waste"),
    route(PERMIT, permits.one, access=SEE, name="facility_permit"),
    route(f"{PERMIT}/paper", permits.paper, access=SEE, name="facility_permit_paper"),
    route(f"{PERMIT}/approve", permit_acts.approve, access=GIVE, name="facility_permit_approve"),
    route(f"{PERMIT}/ask-beside", permit_acts.ask_beside, access=WORK, name="facility_permit_ask_beside"),
    route(f"{PERMIT}/allow-beside", permit_acts.allow_beside, access=ANSWER, name="facility_permit_allow_beside"),
    route(f"{PERMIT}/refuse-beside", permit_acts.refuse_beside, access=ANSWER, name="facility_permit_refuse_beside"),
    route(f"{PERMIT}/decline", permit_acts.decline, access=GIVE, name="facility_permit_decline"),
    route(f"{PERMIT}/withdraw", permit_acts.withdraw, access=ASK, name="facility_permit_withdraw"),
    route(f"{PERMIT}/begin", permit_acts.begin, access=ASK, name="facility_permit_begin"),
    route(f"{PERMIT}/end", permit_acts.end, access=ASK, name="facility_permit_end"),
    route(f"{PERMIT}/close", permit_acts.close, access=WORK, name="facility_permit_close"),
    route(f"{PERMIT}/revoke", permit_acts.revoke, access=WORK, name="facility_permit_revoke"),
    route(f"{PERMIT}/link", links.make, access=ASK, name="facility_permit_link"),
    route(f"{PERMIT}/links/<uuid:link_id>/revoke", links.revoke, access=ASK, name="facility_permit_link_revoke"),
    # the link is the right: the firm reads its permit and sees nothing else
    route("go/permit/<uuid:owner_id>/<str:secret>", phone.permit_phone, access=PUBLIC, name="permit_phone"),
]
