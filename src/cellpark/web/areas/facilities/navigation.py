"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("facility_board", _("Work orders"), "adjustments", group="space"),
        Entry("facility_permits", _("Permits of work"), "shield-check", group="space"),
        Entry("facility_waste", _("Register of waste"), "trash", group="space"),
        Entry("facility_rules", _("Rules of the park"), "clock", group="space"),
        Entry("facility_alarms", _("Alarms of buildings"), "alert-triangle", group="space"),
    )
}
