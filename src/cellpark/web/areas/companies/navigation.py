"""What this area adds to the navigation."""

from django.utils.translation import gettext_lazy as _

from cellpark.identity.public import OrganisationKind
from cellpark.web.pages.navigation import Entry

# a company of a park becomes an organisation of this kind: nobody else has a page of its own there
TENANTS = frozenset({OrganisationKind.TENANT})
ENTRIES = {
    "desk": (
        Entry("company_board", _("Companies of the park"), "building-community", first=True),
        Entry("companies", _("All companies"), "list-check", group="companies"),
        Entry("company_funnel", _("Funnel of recruiting"), "filter", group="companies"),
        Entry("company_needs", _("Needs of companies"), "inbox", group="companies"),
        Entry("company_counts", _("Recognitions of companies"), "shield-check", group="companies"),
        Entry("company_rules", _("Rules for companies"), "book", group="companies"),
        Entry("own_company", _("My company"), "home", group="companies", kinds=TENANTS),
    )
}
