"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("container_scan", _("Scan a container"), "search"),
        Entry("hand_overs", _("Hand-overs"), "arrow-right"),
        Entry("stores", _("Stores"), "inbox"),
    ),
    "desk": (
        Entry("containers", _("Containers"), "inbox"),
        Entry("lots", _("Lots"), "circle-check"),
        Entry("materials", _("Materials"), "list-check"),
        Entry("near_misses", _("Near misses"), "alert-triangle"),
        Entry("patients", _("Chains of identity"), "fingerprint"),
        Entry("sources", _("Approved sources"), "building-hospital"),
    ),
}
