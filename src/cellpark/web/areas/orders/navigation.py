"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("orders", _("Treatment orders"), "list-check", first=True),
        Entry("hospital_patients", _("Patients"), "users", group="treatment"),
        Entry("therapies", _("Therapies"), "book", group="treatment"),
    ),
}
