"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("space_board", _("Space board"), "building", first=True),
        Entry("premises_places", _("Find a place"), "search", group="space"),
    )
}
