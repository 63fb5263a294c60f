"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import IN_PERSON, requires, route
from cellpark.orders.public import OrderPermission
from cellpark.release.public import ReleasePermission as May
from cellpark.web.areas.release.views import acts, batch, decide, desk, glass, recall, rescue, supply

BATCH = "release/<uuid:batch_id>"
GLASS, PRODUCT = "glass-room/<uuid:order_id>", "orders/<uuid:order_id>/product"
COSIGN, SEE_ORDER = requires(OrderPermission.COSIGN), requires(OrderPermission.SEE)

urlpatterns: list[URLPattern] = [
    route("release", desk.desk, access=requires(May.SEE), name="release"),
    route(BATCH, batch.batch, access=requires(May.SEE), name="release_batch"),
    route(f"{BATCH}/act/<slug:verb>", acts.act, access=requires(May.SEE), name="release_act"),
    route(f"{BATCH}/decide/<slug:verb>", decide.begin, access=requires(May.CERTIFY), name="release_decide"),
    route(f"{BATCH}/sign/<uuid:prepared_id>", decide.sign, access=IN_PERSON, name="release_sign"),
    route(f"{BATCH}/rescue", rescue.rescue, access=requires(May.SEE), name="release_rescue"),
    route("out-of-specification", supply.supplies, access=requires(May.SEE_SUPPLY), name="supplies"),
    route("out-of-specification/<uuid:supply_id>", supply.supply, access=requires(May.SEE_SUPPLY), name="supply"),
    route(
        "out-of-specification/<uuid:supply_id>/withdraw",
        supply.withdraw,
        access=requires(May.EVALUATE_SUPPLY),
        name="supply_withdraw",
    ),
    route("recalls", recall.recalls, access=requires(May.SEE), name="recalls"),
    route("recalls/<slug:kind>/<uuid:thing_id>", recall.radius, access=requires(May.SEE), name="recall_radius"),
    route("glass-room", glass.rooms, access=COSIGN, name="glass_rooms"),
    route(GLASS, glass.room, access=COSIGN, name="glass_room"),
    route(f"{GLASS}/record", glass.record, access=COSIGN, name="glass_record"),
    route(f"{GLASS}/certificate/<slug:language>", glass.certificate, access=COSIGN, name="glass_certificate"),
    route(PRODUCT, glass.product, access=SEE_ORDER, name="product_resources"),
    route(
        f"{PRODUCT}/certificate/<slug:language>",
        glass.product_certificate,
        access=SEE_ORDER,
        name="product_certificate",
    ),
]
