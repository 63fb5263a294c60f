"""Django's name for this area."""

from django.apps import AppConfig


class BillingPagesConfig(AppConfig):
    """The pages of bills, payments and statements."""

    name = "cellpark.web.areas.billing"
    label = "billing_pages"
