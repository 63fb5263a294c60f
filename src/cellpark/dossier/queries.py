"""Reading dossiers and looks of inspectors."""

from uuid import UUID

from django.db.models import QuerySet

from cellpark.dossier.models import Dossier, DossierFile, InspectionView, Leaving, LeavingPart


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


def leavings() -> "QuerySet[Leaving]":
    """What was asked for by the organisations in scope, the newest first."""
    rows: QuerySet[Leaving] = Leaving.objects.order_by("-requested_at", "-id")
    return rows


def parts_of(leaving_id: UUID) -> "QuerySet[LeavingPart]":
    """The parts that can be taken, in their order; without their bytes."""
    rows: QuerySet[LeavingPart] = LeavingPart.objects.filter(leaving_id=leaving_id)
    return rows.defer("content").order_by("number")


def leaving_part(part_id: UUID) -> LeavingPart:
    """One part with its bytes. Raises ``LeavingPart.DoesNotExist``."""
    found: LeavingPart = LeavingPart.objects.get(id=part_id)
    return found


def inspection_views() -> "QuerySet[InspectionView]":
    """What inspectors looked at in scope, the newest first."""
    rows: QuerySet[InspectionView] = InspectionView.objects.order_by("-at", "-id")
    return rows
