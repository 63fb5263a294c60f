"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("receivables", _("Receivables"), "table", group="money"),
        Entry("bills", _("Bills"), "file-text", group="money"),
        Entry("payments", _("Payments"), "arrow-down", group="money"),
        Entry("billing_runs", _("Billing runs"), "player-play", group="money"),
        Entry("own_account", _("Current account"), "list-check", group="money"),
    )
}
