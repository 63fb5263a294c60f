"""Dossiers, their files, and what inspectors looked at."""

from cellpark.dossier.models.dossier import Dossier, DossierFile
from cellpark.dossier.models.inspection_view import InspectionView

__all__ = ["Dossier", "DossierFile", "InspectionView"]
