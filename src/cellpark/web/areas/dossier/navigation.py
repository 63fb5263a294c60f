"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("inspection", _("Everything about one thing"), "search", first=True),
        Entry("inspections", _("What inspectors saw"), "scan", group="quality"),
        Entry("leaving", _("Leave with everything"), "download"),
        Entry("leaving_patients", _("Take the list of patients"), "download"),
    ),
}
