"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("planning", _("Planning board"), "layout-dashboard", group="planning"),
        Entry("plant_now", _("The plant now"), "building-factory-2", group="planning"),
        Entry("plan_and_fact", _("Plan against fact"), "history", group="planning"),
        Entry("plans", _("Plans"), "list-check", group="planning"),
        Entry("plan_editions", _("Times and policy"), "settings", group="planning"),
    ),
}
