"""Studies in sight."""

from uuid import UUID

from django.db.models import QuerySet

from cellpark.studies.models import Study


def studies(organisation_id: UUID) -> QuerySet[Study]:
    """Those of an organisation, without their answers; the newest first."""
    rows: QuerySet[Study] = Study.objects.filter(organisation_id=organisation_id).defer("answer", "asked", "costs")
    return rows.order_by("-asked_at", "-id")


def study_row(study_id: UUID) -> Study:
    """One in sight; raises ``DoesNotExist``."""
    row: Study = Study.objects.get(id=study_id)
    return row
