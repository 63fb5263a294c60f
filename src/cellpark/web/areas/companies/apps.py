"""Django's name for this area."""

from django.apps import AppConfig


class CompaniesPagesConfig(AppConfig):
    """The pages of companies and their life cycle."""

    name = "cellpark.web.areas.companies"
    label = "companies_pages"
