"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("utility_meters", _("Meters"), "adjustments", group="money"),
        Entry("utility_periods", _("Periods of utilities"), "clock", group="money"),
        Entry("utility_tariffs", _("Tariffs"), "table", group="money"),
        Entry("utility_own", _("My meters"), "adjustments", group="money"),
    )
}
