"""Dossiers, their files, and what inspectors looked at."""

from cellpark.dossier.models.dossier import Dossier, DossierFile
from cellpark.dossier.models.inspection_view import InspectionView
from cellpark.dossier.models.leaving import Leaving, LeavingPart

__all__ = ["Dossier", "DossierFile", "InspectionView", "Leaving", "LeavingPart"]
