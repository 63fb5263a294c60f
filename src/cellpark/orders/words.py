"""Words for therapies, orders and their events, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.orders.permissions import OrderPermission
from cellpark.orders.states import (
    Again,
    Disposition,
    OrderState,
    Side,
    SiteState,
    TherapyState,
    WardAct,
)
from cellpark.shipments.public import words as shipments_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

APP_WORDS: Words = {"orders": _("Treatment orders")}
PERMISSION_WORDS: Words = {
    OrderPermission.SEE: _("See treatment orders"),
    OrderPermission.PLACE: _("Place treatment orders"),
    OrderPermission.COLLECT: _("Collect cells"),
    OrderPermission.INFUSE: _("Check at the bedside and infuse"),
    OrderPermission.ACCEPT: _("Accept orders and carry them through"),
    OrderPermission.MOVE: _("Move the slots of orders"),
    OrderPermission.DECIDE: _("Decide about what was made for orders"),
    OrderPermission.CANCEL: _("Cancel orders"),
    OrderPermission.COMMENT: _("Comment on orders"),
    OrderPermission.MAKE_LINK: _("Make links for the ward"),
    OrderPermission.COSIGN: _("Cosign batch records as the sponsor"),
    OrderPermission.KEEP_PATIENTS: _("Register and erase the hospital’s patients"),
    OrderPermission.SEE_THERAPIES: _("See therapies"),
    OrderPermission.DESCRIBE_THERAPY: _("Describe therapies"),
    OrderPermission.APPROVE_THERAPY: _("Approve and retire therapies"),
    OrderPermission.QUALIFY_SITE: _("Qualify hospitals for collection"),
}
SIDES: Words = {
    Side.HOSPITAL: pgettext_lazy("side of an order", "Hospital"),
    Side.SPONSOR: pgettext_lazy("side of an order", "Sponsor"),
    Side.MAKER: pgettext_lazy("side of an order", "Manufacturer"),
}
ORDER_STATES: Words = {
    OrderState.DRAFT: pgettext_lazy("order", "draft"),
    OrderState.SUBMITTED: pgettext_lazy("order", "submitted"),
    OrderState.ACCEPTED: pgettext_lazy("order", "accepted"),
    OrderState.KIT_SENT: pgettext_lazy("order", "kit on its way"),
    OrderState.COLLECTED: pgettext_lazy("order", "collected"),
    OrderState.RECEIVED: pgettext_lazy("order", "received"),
    OrderState.MANUFACTURING: pgettext_lazy("order", "in manufacture"),
    OrderState.STOPPED: pgettext_lazy("order", "batch stopped"),
    OrderState.MADE: pgettext_lazy("order", "made, under review"),
    OrderState.RELEASED: pgettext_lazy("order", "released"),
    OrderState.SUPPLIED: pgettext_lazy("order", "supplied under 11.5, not released"),
    OrderState.HELD: pgettext_lazy("order", "in quarantine, not to be given"),
    OrderState.REJECTED: pgettext_lazy("order", "rejected"),
    OrderState.SHIPPED: pgettext_lazy("order", "shipped"),
    OrderState.INFUSED: pgettext_lazy("order", "infused"),
    OrderState.CANCELLED: pgettext_lazy("order", "cancelled"),
    OrderState.FAILED: pgettext_lazy("order", "failed"),
}
THERAPY_STATES: Words = {
    TherapyState.DRAFT: pgettext_lazy("therapy", "waits for the sponsor"),
    TherapyState.APPROVED: pgettext_lazy("therapy", "can be ordered"),
    TherapyState.RETIRED: pgettext_lazy("therapy", "retired"),
}
SITE_STATES: Words = {
    SiteState.QUALIFIED: pgettext_lazy("collection site", "qualified"),
    SiteState.WITHDRAWN: pgettext_lazy("collection site", "withdrawn"),
}
WARD_ACTS: Words = {
    WardAct.CONFIRM_IDENTITY: _("Compare the patient before the collection"),
    WardAct.RECEIVE_ON_WARD: _("Receive the bag on the ward"),
}
DISPOSITIONS: Words = {
    Disposition.RELEASED: pgettext_lazy("order", "released"),
    Disposition.SUPPLIED: pgettext_lazy("order", "supplied under 11.5, not released"),
    Disposition.HELD: pgettext_lazy("order", "in quarantine, not to be given"),
    Disposition.REJECTED: pgettext_lazy("order", "rejected"),
}
LIFECYCLE_STATES: Mapping[str, Words] = {
    "orders.order": ORDER_STATES,
    "orders.therapy": THERAPY_STATES,
    "orders.site": SITE_STATES,
    "orders.ward_link": shipments_words.LINK_STATES,
}
AGAIN: Words = {
    Again.MANUFACTURE: _("Make again from what is kept in reserve"),
    Again.COLLECTION: _("Collect again"),
}
EVENT_VALUES: Mapping[str, Words] = {"disposition": DISPOSITIONS, "again": AGAIN, "side": SIDES, "act": WARD_ACTS}

EVENT_TITLES: Words = {
    "orders.therapy.described": _("Therapy described"),
    "orders.therapy.approved": _("Therapy approved"),
    "orders.therapy.retired": _("Therapy retired"),
    "orders.site.qualified": _("Collection site qualified"),
    "orders.site.withdrawn": _("Collection site withdrawn"),
    "orders.patient.registered": _("Patient registered"),
    "orders.patient.ordered": _("Order for a patient"),
    "orders.order.drafted": _("Order drafted"),
    "orders.order.completed": _("Order completed"),
    "orders.order.submitted": _("Order signed and submitted"),
    "orders.order.accepted": _("Order accepted, chain of identity issued"),
    "orders.order.kit_sent": _("Collection kit sent"),
    "orders.order.identity_refused": _("Identity did not match"),
    "orders.order.identity_confirmed": _("Patient and kit compared"),
    "orders.order.collected": _("Cells collected"),
    "orders.order.received": _("Collection received"),
    "orders.order.manufacture_begun": _("Batch planned for the order"),
    "orders.order.made": _("Manufacture finished"),
    "orders.order.batch_stopped": _("Batch stopped"),
    "orders.order.disposed": _("Disposition decided"),
    "orders.order.begun_again": _("Begun again"),
    "orders.order.shipped": _("Product shipped"),
    "orders.order.ward_received": _("Bag received on the ward"),
    "orders.order.bedside_checked": _("First check at the bedside"),
    "orders.order.infused": _("Product infused"),
    "orders.order.cancelled": _("Order cancelled"),
    "orders.order.failed": _("Order failed"),
    "orders.order.slots_moved": _("Slots moved"),
    "orders.order.commented": _("Comment on the order"),
    "orders.order.cosigned": _("Batch record cosigned by the sponsor"),
    "orders.link.made": _("Link made"),
    "orders.link.used": _("Link used"),
    "orders.link.revoked": _("Link taken back"),
}
EVENT_SENTENCES: Words = {
    "orders.therapy.described": _("%(actor)s described therapy %(code)s, which waits for the sponsor’s approval."),
    "orders.therapy.approved": _("%(actor)s approved revision %(revision)s of the therapy."),
    "orders.therapy.retired": _("%(actor)s retired the therapy."),
    "orders.site.qualified": _("%(actor)s qualified a hospital for collection until %(valid_until)s."),
    "orders.site.withdrawn": _("%(actor)s withdrew the qualification of a hospital."),
    "orders.patient.registered": _("%(actor)s registered patient %(code)s."),
    "orders.patient.ordered": _("%(actor)s ordered for the patient."),
    "orders.order.drafted": _("%(actor)s began order %(number)s of product %(product)s."),
    "orders.order.completed": _("%(actor)s entered references and planned times; collection is at %(collect_at)s."),
    "orders.order.submitted": _("%(actor)s signed the order and sent it to the manufacturer."),
    "orders.order.accepted": _("%(actor)s accepted the order; its chain of identity is %(coi)s."),
    "orders.order.kit_sent": _("%(actor)s sent collection kit %(kit)s."),
    "orders.order.identity_refused": _("%(actor)s was stopped: what was scanned does not belong together (%(why)s)."),
    "orders.order.identity_confirmed": _("%(actor)s compared patient and kit before the collection; they match."),
    "orders.order.collected": _("%(actor)s collected cells under donation number %(din)s."),
    "orders.order.received": _("Every bag of the collection has arrived."),
    "orders.order.manufacture_begun": _("%(actor)s planned batch %(batch_number)s for the order."),
    "orders.order.made": _("The batch is finished; its record is under review."),
    "orders.order.batch_stopped": _("Batch %(batch_number)s was stopped; what comes next is to be decided."),
    "orders.order.disposed": _("%(actor)s decided: %(disposition)s."),
    "orders.order.begun_again": _("%(actor)s had it done again: %(again)s."),
    "orders.order.shipped": _("%(actor)s shipped the product as consignment %(shipment)s."),
    "orders.order.ward_received": _("%(actor)s received bag %(code)s on the ward; it is the patient’s own."),
    "orders.order.bedside_checked": _("%(actor)s compared patient and bag %(code)s as the first person."),
    "orders.order.infused": _("%(actor)s compared patient and bag %(code)s as the second person; it was infused."),
    "orders.order.cancelled": _("%(actor)s cancelled the order."),
    "orders.order.failed": _("%(actor)s ended the order without a treatment."),
    "orders.order.slots_moved": _(
        "%(actor)s moved the slots: collection %(collect_at)s, manufacture %(manufacture_from)s,"
        " infusion %(infuse_at)s."
    ),
    "orders.order.commented": _("%(actor)s wrote: %(text)s"),
    "orders.order.cosigned": _("%(actor)s cosigned the batch record at version %(record_version)s."),
    "orders.link.made": _("%(actor)s made a link for one act."),
    "orders.link.used": _("%(actor)s used the link."),
    "orders.link.revoked": _("%(actor)s took the link back."),
}
EVENT_FIELDS: Words = {
    "therapy": _("Therapy"),
    "sponsor": pgettext_lazy("side of an order", "Sponsor"),
    "starting_material": _("What is collected"),
    "facility": _("Facility number (ISBT 128)"),
    "countries": _("Rules by country"),
    "distances": _("Distances of the slots"),
    "hospital": pgettext_lazy("side of an order", "Hospital"),
    "order": _("Order"),
    "asked": _("What the country asks for"),
    "references": _("References"),
    "last_doses": _("Last doses"),
    "collect_at": _("Collection planned at"),
    "manufacture_from": _("Manufacture planned from"),
    "manufacture_until": _("Manufacture planned until"),
    "infuse_at": _("Infusion planned at"),
    "kit": _("Collection kit"),
    "din": _("Donation number"),
    "bags": _("Bags"),
    "again": _("Done again"),
    "shipment": _("Consignment"),
    "thawed_at": _("Thawed at"),
    "after_thaw": _("Time after thaw"),
    "side": _("Side"),
    "record_version": _("Version of the record"),
    "record_sha256": _("SHA-256 of the record"),
}
