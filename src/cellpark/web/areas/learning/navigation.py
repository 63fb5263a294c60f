"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.web.pages.navigation import Entry

ENTRIES = {"plant": (Entry("learning", _("Learning from batches"), "refresh", group="planning"),)}
