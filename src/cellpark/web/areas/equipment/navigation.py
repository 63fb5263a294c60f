"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("clean-rooms", _("Clean rooms now"), "map-pin"),
        Entry("rooms", _("Rooms"), "building"),
        Entry("equipment", _("Equipment"), "settings"),
        Entry("assessments", _("Assessments"), "shield-check"),
    ),
}
