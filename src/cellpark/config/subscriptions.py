"""Who listens to what: event type -> dotted paths of functions that take the event's id. The only such list."""

from collections.abc import Mapping

SUBSCRIPTIONS: Mapping[str, tuple[str, ...]] = {
    "identity.membership.granted": ("cellpark.identity.effects.tell_about_role",),
    "identity.membership.ended": ("cellpark.identity.effects.tell_about_role",),
    "materials.container.clock_breached": ("cellpark.batches.effects.deviate_over_clock",),
    "materials.container.donor_tested": ("cellpark.batches.effects.stop_over_donor",),
    "materials.container.released": (
        "cellpark.orders.effects.hold_leftover_again",
        "cellpark.release.effects.hold_again",
    ),
    "materials.container.moved": ("cellpark.equipment.effects.end_stay_of_moved",),
    "materials.container.drawn": ("cellpark.equipment.effects.end_stay_of_empty",),
    "materials.container.destroyed": ("cellpark.equipment.effects.end_stay_of_empty",),
    "equipment.container.closed": (
        "cellpark.equipment.effects.end_stay_of_closed",
        "cellpark.equipment.effects.end_stay_of_empty",
    ),
    "materials.container.corrected": (
        "cellpark.equipment.effects.end_stay_of_empty",
        "cellpark.orders.effects.hold_leftover_again",
        "cellpark.release.effects.hold_again",
    ),
    "quality.tube.queued": ("cellpark.quality.effects.want_analysis",),
    "dossier.dossier.requested": ("cellpark.dossier.effects.want_assembly",),
    "materials.container.received": (
        "cellpark.orders.effects.follow_receipt",
        "cellpark.shipments.effects.hold_received",
    ),
    "batches.batch.aborted": ("cellpark.orders.effects.follow_abort",),
    "batches.batch.finished": ("cellpark.orders.effects.follow_batch",),
    "shipments.shipment.accepted": ("cellpark.orders.effects.follow_shipment", "cellpark.plans.effects.note_arrived"),
    "orders.order.submitted": ("cellpark.plans.effects.take_held",),
    "orders.order.cancelled": ("cellpark.plans.effects.give_held_back",),
    "orders.order.failed": ("cellpark.plans.effects.give_held_back",),
    "orders.order.shipped": ("cellpark.plans.effects.note_kept",),
    "booking.booking.cancelled": ("cellpark.booking.effects.offer_what_is_free",),
    "booking.booking.missed": ("cellpark.booking.effects.offer_what_is_free",),
    "booking.booking.moved": ("cellpark.booking.effects.offer_what_is_free",),
    "booking.booking.lapsed": ("cellpark.booking.effects.offer_what_is_free",),
    "booking.booking.finished": ("cellpark.booking.effects.offer_what_is_free",),
    "booking.booking.displaced": ("cellpark.booking.effects.offer_what_is_free",),
    "booking.booking.given_up_with": ("cellpark.booking.effects.offer_what_is_free",),
    "leases.version.signed": (
        "cellpark.companies.effects.follow_signature",
        "cellpark.booking.effects.give_way_to_lease",
    ),
    "leases.version.taken_over": (
        "cellpark.companies.effects.follow_signature",
        "cellpark.booking.effects.give_way_to_lease",
    ),
    "leases.notice.taken_back": ("cellpark.booking.effects.give_way_to_lease",),
    "leases.lease.started": ("cellpark.companies.effects.follow_start",),
    "companies.company.signed": ("cellpark.chain.effects.close_gap",),
    "companies.company.moved": ("cellpark.chain.effects.leave_seats",),
    "billing.run.started": ("cellpark.billing.effects.want_run",),
    "utilities.period.closed": ("cellpark.utilities.effects.want_charges",),
    "billing.credit.declined": (
        "cellpark.utilities.effects.owe_what_stands",
        "cellpark.facilities.effects.charge_what_stands",
    ),
    "billing.credit.issued": ("cellpark.receivables.effects.free_credited",),
    "ledger.signature.made": ("cellpark.ledger.effects.want_checkpoint",),
}
