"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {
    "plant": (
        Entry("laboratory", _("Laboratory"), "flask", first=True),
        Entry("specifications", _("Specifications"), "file-text", group="laboratory"),
        Entry("investigations", _("Out of specification"), "alert-triangle", first=True),
        Entry("environment", _("Environment"), "temperature", group="laboratory"),
    ),
}
