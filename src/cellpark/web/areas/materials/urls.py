"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import requires, route
from cellpark.materials.public import MaterialsPermission as May
from cellpark.web.areas.materials.views import (
    container_acts,
    containers,
    corrections,
    custody,
    donor_tests,
    lists,
    lots,
    masters,
)

SEE = requires(May.SEE)
DESCRIBE = requires(May.DESCRIBE)
REGISTER = requires(May.REGISTER_LOT)
RELEASE = requires(May.RELEASE_LOT)
HANDLE = requires(May.HANDLE)
LOT = "lots/<uuid:lot_id>"
CONTAINER = "containers/<uuid:container_id>"
HAND_OVER = "hand-overs/<uuid:hand_over_id>"
NEAR_MISS = "near-misses/<uuid:near_miss_id>"

urlpatterns: list[URLPattern] = [
    route("materials", lists.materials, access=SEE, name="materials"),
    route("materials/describe", masters.describe, access=DESCRIBE, name="material_describe"),
    route("materials/<uuid:material_id>", masters.material, access=SEE, name="material"),
    route("materials/<uuid:material_id>/change", masters.change, access=DESCRIBE, name="material_change"),
    route("lots", lists.lots, access=SEE, name="lots"),
    route("lots/register", lots.register, access=REGISTER, name="lot_register"),
    route(LOT, lots.lot, access=SEE, name="lot"),
    route(f"{LOT}/certificate", lots.certify, access=REGISTER, name="lot_certify"),
    route(f"{LOT}/release", lots.release, access=RELEASE, name="lot_release"),
    route(f"{LOT}/reject", lots.reject, access=RELEASE, name="lot_reject"),
    route(f"{LOT}/quarantine", lots.quarantine, access=RELEASE, name="lot_quarantine"),
    route(f"{LOT}/expiry", lots.expiry, access=RELEASE, name="lot_expiry"),
    route("containers", lists.containers, access=SEE, name="containers"),
    route("containers/scan", containers.scan, access=HANDLE, name="container_scan"),
    route("containers/expect", container_acts.expect, access=requires(May.EXPECT), name="container_expect"),
    route(CONTAINER, containers.container, access=SEE, name="container"),
    route(f"{CONTAINER}/receive", container_acts.receive, access=requires(May.RECEIVE), name="container_receive"),
    route(f"{CONTAINER}/move", container_acts.move, access=HANDLE, name="container_move"),
    route(f"{CONTAINER}/open", container_acts.open_it, access=HANDLE, name="container_open"),
    route(f"{CONTAINER}/second-scan", container_acts.confirm, access=HANDLE, name="container_confirm"),
    route(f"{CONTAINER}/hold", container_acts.hold, access=HANDLE, name="container_hold"),
    route(f"{CONTAINER}/release", container_acts.release, access=requires(May.DECIDE_HOLD), name="container_release"),
    route(
        f"{CONTAINER}/donor-tests",
        donor_tests.donor_tests,
        access=requires(May.STATE_DONOR_TESTS),
        name="container_donor_tests",
    ),
    route(f"{CONTAINER}/operate", container_acts.operation, access=requires(May.OPERATE), name="container_operate"),
    route(
        f"{CONTAINER}/operations/<uuid:operation_id>/correct",
        corrections.correct,
        access=requires(May.CORRECT),
        name="operation_correct",
    ),
    route(f"{CONTAINER}/hand-over", custody.offer_it, access=HANDLE, name="container_offer"),
    route("hand-overs", custody.hand_overs, access=SEE, name="hand_overs"),
    route(f"{HAND_OVER}/accept", custody.accept, access=HANDLE, name="hand_over_accept"),
    route(f"{HAND_OVER}/withdraw", custody.withdraw, access=HANDLE, name="hand_over_withdraw"),
    route("near-misses", lists.near_misses, access=SEE, name="near_misses"),
    route(NEAR_MISS, custody.near_miss, access=SEE, name="near_miss"),
    route(f"{NEAR_MISS}/review", custody.review, access=requires(May.REVIEW_NEAR_MISS), name="near_miss_review"),
    route("stores", custody.stores, access=SEE, name="stores"),
    route("patients", lists.patients, access=SEE, name="patients"),
    route("patients/enrol", masters.enrol, access=requires(May.ENROL_PATIENT), name="patient_enrol"),
    route("sources", lists.sources, access=SEE, name="sources"),
    route("sources/approve", masters.approve, access=requires(May.APPROVE_SOURCE), name="source_approve"),
    route(
        "sources/<uuid:source_id>/withdraw",
        masters.withdraw,
        access=requires(May.APPROVE_SOURCE),
        name="source_withdraw",
    ),
]
