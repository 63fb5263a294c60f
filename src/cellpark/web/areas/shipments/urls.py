"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import PUBLIC, requires, route
from cellpark.shipments.public import ShipmentPermission as May
from cellpark.web.areas.shipments.views import acts, excursions, links, phone, shipments, ward

SHIPMENT = "shipments/<uuid:shipment_id>"

urlpatterns: list[URLPattern] = [
    route("shipments", shipments.listed, access=requires(May.SEE), name="shipments"),
    route("shipments/plan", acts.plan, access=requires(May.PLAN), name="shipment_plan"),
    route(SHIPMENT, shipments.one, access=requires(May.SEE), name="shipment"),
    route(f"{SHIPMENT}/epcis", shipments.epcis, access=requires(May.SEE), name="shipment_epcis"),
    route(f"{SHIPMENT}/label", shipments.label, access=requires(May.SEE), name="shipment_label"),
    route(f"{SHIPMENT}/pack", acts.pack, access=requires(May.HANDLE), name="shipment_pack"),
    route(f"{SHIPMENT}/seal", acts.seal, access=requires(May.HANDLE), name="shipment_seal"),
    route(f"{SHIPMENT}/hand-over", acts.hand, access=requires(May.HANDLE), name="shipment_hand_over"),
    route(f"{SHIPMENT}/take-over", acts.take, access=requires(May.HANDLE), name="shipment_take_over"),
    route(f"{SHIPMENT}/arrive", acts.arrive, access=requires(May.HANDLE), name="shipment_arrive"),
    route(f"{SHIPMENT}/unpack", acts.unpack, access=requires(May.HANDLE), name="shipment_unpack"),
    route(f"{SHIPMENT}/receive", acts.receive, access=requires(May.HANDLE), name="shipment_receive"),
    route(f"{SHIPMENT}/logger", acts.logger, access=requires(May.HANDLE), name="shipment_logger"),
    route(f"{SHIPMENT}/logger/replace", acts.replace, access=requires(May.DECIDE), name="shipment_logger_replace"),
    route(f"{SHIPMENT}/inspect", acts.inspect, access=requires(May.INSPECT), name="shipment_inspect"),
    route(f"{SHIPMENT}/cancel", acts.cancel, access=requires(May.PLAN), name="shipment_cancel"),
    route(f"{SHIPMENT}/link", links.make, access=requires(May.MAKE_LINK), name="shipment_link"),
    route("shipment-links/<uuid:link_id>/revoke", links.revoke, access=requires(May.MAKE_LINK), name="link_revoke"),
    route(
        "shipment-excursions/<uuid:excursion_id>",
        excursions.decide,
        access=requires(May.SEE),
        name="shipment_excursion",
    ),
    # the code on a label: without a link it says how to get one, and nothing else
    route("go", phone.go, access=PUBLIC, name="shipment_go"),
    # the link is the right: somebody without an account does one act and sees nothing else
    route("go/<uuid:owner_id>/<str:secret>", phone.phone, access=PUBLIC, name="shipment_phone"),
    route("go/ward/<uuid:hospital_id>/<str:secret>", ward.ward_phone, access=PUBLIC, name="ward_phone"),
]
