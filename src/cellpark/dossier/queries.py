"""Reading dossiers and looks of inspectors."""

from uuid import UUID

from django.db.models import QuerySet

from cellpark.dossier.models import Dossier, DossierFile, InspectionView


def dossiers_of(batch_id: UUID) -> "QuerySet[Dossier]":
    """The dossiers of a batch in scope, the newest first; without their bytes."""
    rows: QuerySet[Dossier] = Dossier.objects.filter(batch=batch_id)
    return rows.select_related("file").defer("file__content").order_by("-requested_at", "-id")


def dossier(dossier_id: UUID) -> Dossier:
    """One dossier in scope. Raises ``Dossier.DoesNotExist``."""
    rows: QuerySet[Dossier] = Dossier.objects.select_related("file").defer("file__content")
    return rows.get(id=dossier_id)


def dossier_file(dossier_id: UUID) -> DossierFile:
    """The zip of a dossier in scope. Raises ``DossierFile.DoesNotExist`` while it is not made."""
    found: DossierFile = DossierFile.objects.get(dossier_id=dossier_id)
    return found


def inspection_views() -> "QuerySet[InspectionView]":
    """What inspectors looked at in scope, the newest first."""
    rows: QuerySet[InspectionView] = InspectionView.objects.order_by("-at", "-id")
    return rows
