"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("container_scan", _("Scan a container"), "search", group="materials"),
        Entry("hand_overs", _("Hand-overs"), "arrow-right", group="materials"),
        Entry("stores", _("Stores"), "inbox", group="materials"),
    ),
    "desk": (
        Entry("containers", _("Containers"), "inbox", group="materials"),
        Entry("lots", _("Lots"), "circle-check", group="materials"),
        Entry("materials", _("Materials"), "list-check", group="materials"),
        Entry("near_misses", _("Near misses"), "alert-triangle", group="materials"),
        Entry("patients", _("Chains of identity"), "fingerprint", group="materials"),
        Entry("sources", _("Approved sources"), "building-hospital", group="materials"),
    ),
}
