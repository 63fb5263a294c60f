"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {"plant": (Entry("flow", _("Flow cytometry"), "circle-dashed", group="laboratory"),)}
