"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("booking", _("Book a room or device"), "clock", group="space"),
        Entry("bookings", _("Bookings"), "list-check", group="space"),
    )
}
