"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("batches", _("Batches"), "list-check", first=True),
        Entry("batch_exceptions", _("Exceptions"), "alert-triangle", first=True),
        Entry("instrument_streams", _("Streams of readings"), "adjustments", group="laboratory"),
    ),
}
