"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import IN_PERSON, requires, route
from cellpark.orders.public import OrderPermission as May
from cellpark.plans.public import PlanPermission
from cellpark.web.areas.orders.views import acts, board, draft, links, order, patients, sign, slot, therapies

HOLD = requires(PlanPermission.HOLD)
ORDER, PATIENT, THERAPY = "orders/<uuid:order_id>", "hospital-patients/<uuid:patient_id>", "therapies/<uuid:therapy_id>"

urlpatterns: list[URLPattern] = [
    route("orders", board.board, access=requires(May.SEE), name="orders"),
    route("orders/new", draft.new, access=requires(May.PLACE), name="order_new"),
    route(ORDER, order.order, access=requires(May.SEE), name="order"),
    route(f"{ORDER}/items", acts.items, access=requires(May.PLACE), name="order_items"),
    route(f"{ORDER}/submit", sign.submit, access=requires(May.PLACE), name="order_submit"),
    route(f"{ORDER}/accept", sign.accept, access=requires(May.ACCEPT), name="order_accept"),
    route(f"{ORDER}/cosign", sign.cosign, access=requires(May.COSIGN), name="order_cosign"),
    route(f"{ORDER}/sign/<uuid:prepared_id>", sign.sign, access=IN_PERSON, name="order_sign"),
    route(f"{ORDER}/comment", order.comment, access=requires(May.COMMENT), name="order_comment"),
    route(f"{ORDER}/link", links.make, access=requires(May.MAKE_LINK), name="order_link"),
    route("ward-links/<uuid:link_id>/revoke", links.revoke, access=requires(May.MAKE_LINK), name="ward_link_revoke"),
    route(f"{ORDER}/slot", slot.slot, access=HOLD, name="order_slot"),
    route(f"{ORDER}/slot/hold", slot.hold, access=HOLD, name="order_slot_hold"),
    route(f"{ORDER}/slot/give-back", slot.give_back, access=HOLD, name="order_slot_back"),
    route(f"{ORDER}/slot/chance", slot.chance, access=HOLD, name="order_chance"),
    route(f"{ORDER}/slot/chance/stop", slot.stop, access=HOLD, name="order_chance_stop"),
    *(
        route(f"{ORDER}/{act.path}", view, access=requires(act.permission), name=act.name)
        for act, view in acts.VIEWS.values()
    ),
    route("hospital-patients", patients.patients, access=requires(May.KEEP_PATIENTS), name="hospital_patients"),
    route(
        "hospital-patients/new", patients.register, access=requires(May.KEEP_PATIENTS), name="hospital_patient_register"
    ),
    route(PATIENT, patients.patient, access=requires(May.KEEP_PATIENTS), name="hospital_patient"),
    route(f"{PATIENT}/erase", patients.erase, access=requires(May.KEEP_PATIENTS), name="hospital_patient_erase"),
    route("therapies", therapies.therapies, access=requires(May.SEE_THERAPIES), name="therapies"),
    route("therapies/new", therapies.describe, access=requires(May.DESCRIBE_THERAPY), name="therapy_describe"),
    route(THERAPY, therapies.therapy, access=requires(May.SEE_THERAPIES), name="therapy"),
    route(f"{THERAPY}/approve", therapies.approve, access=requires(May.APPROVE_THERAPY), name="therapy_approve"),
    route(f"{THERAPY}/retire", therapies.retire, access=requires(May.APPROVE_THERAPY), name="therapy_retire"),
    route(f"{THERAPY}/sites", therapies.qualify, access=requires(May.QUALIFY_SITE), name="site_qualify"),
    route(
        "collection-sites/<uuid:site_id>/withdraw",
        therapies.withdraw,
        access=requires(May.QUALIFY_SITE),
        name="site_withdraw",
    ),
]
