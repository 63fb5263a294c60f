"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("release", _("Release desk"), "shield-check", first=True),
        Entry("supplies", _("Out-of-specification room"), "hand-stop", group="quality"),
        Entry("glass_rooms", _("Glass room"), "search", group="treatment"),
        Entry("recalls", _("Recalls"), "alert-triangle", group="quality"),
    ),
}
