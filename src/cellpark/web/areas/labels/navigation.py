"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("labels", _("Labels"), "printer", group="labels"),
        Entry("label_balances", _("Label balance"), "list-check", group="labels"),
        Entry("label_templates", _("Label templates"), "file-text", group="labels"),
    ),
}
