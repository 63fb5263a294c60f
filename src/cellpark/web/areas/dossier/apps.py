"""Django's name for this area."""

from django.apps import AppConfig


class DossierPagesConfig(AppConfig):
    """The pages of dossiers and inspections."""

    name = "cellpark.web.areas.dossier"
    label = "dossier_pages"
