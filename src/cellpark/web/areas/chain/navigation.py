"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "desk": (
        Entry("chain", _("Industry chain"), "table", group="companies"),
        Entry("chain_gaps", _("Gaps of the chain"), "list-check", group="companies"),
        Entry("exchange", _("Exchange"), "arrows-sort", group="companies"),
    )
}
