"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("leases", _("Leases"), "file-text", first=True),
        Entry("lease_holds", _("Holds"), "lock", group="space"),
        Entry("lease_roll", _("Rent roll"), "book", group="space"),
        Entry("lease_expiries", _("Expiries"), "clock", group="space"),
        Entry("lease_occupancy", _("Occupancy and vacancy"), "building-community", group="space"),
        Entry("lease_values", _("Indices and asking rents"), "table", group="space"),
    )
}
