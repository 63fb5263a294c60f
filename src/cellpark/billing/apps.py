"""Django's name for this app."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Bills of leases and charges, and the credit notes that correct them."""

    name = "cellpark.billing"
    label = "billing"
    default_auto_field = "django.db.models.BigAutoField"
