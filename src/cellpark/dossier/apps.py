"""Django's name for this app."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """Everything about one batch in one file that verifies itself."""

    name = "cellpark.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"
