"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("clean-rooms", _("Clean rooms now"), "map-pin", group="rooms"),
        Entry("rooms", _("Rooms"), "building", group="rooms"),
        Entry("equipment", _("Equipment"), "settings", group="rooms"),
        Entry("assessments", _("Assessments"), "shield-check", group="rooms"),
    ),
}
