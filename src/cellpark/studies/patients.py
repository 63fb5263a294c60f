"""How many patients a year a study begins with: what the house did, else what it planned, else what its times say."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from cellpark.base.time import now
from cellpark.batches.public import Batch
from cellpark.planning.studying import PATIENTS_MAX
from cellpark.plans.public import beside_of, published_plan, times_in_force
from cellpark.recipes.public import RecipeVersion, approved

YEAR_DAYS = 365
LEAST_DAYS = 90
"""A house that began its first batch less than a quarter of a year ago has no rate of a year yet."""


class PatientsFrom(StrEnum):
    """Where a number of patients is from."""

    BATCHES = "batches"  # for whom a batch was begun within the last year
    PLAN = "plan"  # who are in the published plan
    TIMES = "times"  # what the times in force say


@dataclass(frozen=True, slots=True)
class KnownPatients:
    """``patients`` a year of a recipe, from ``count`` patients in ``days`` days; the times say a year."""

    patients: int
    source: PatientsFrom
    count: int
    days: int


def known_patients(organisation_id: UUID, recipe: str) -> KnownPatients:
    """Of an approved recipe (by the SHA-256 of its text) and its earlier versions, in the scope that is open.

    Raises ``Refused``: ``recipes.version.not_approved``, ``plans.times.none``.
    """
    mbr = approved(recipe).recipe.mbr
    at = now()
    for source, count, days in (
        (PatientsFrom.BATCHES, *_begun(organisation_id, mbr, at)),
        (PatientsFrom.PLAN, *_planned(organisation_id, mbr)),
    ):
        if count:
            return KnownPatients(_a_year(count, days), source, count, days)
    said = times_in_force(organisation_id)[0].patients
    return KnownPatients(said, PatientsFrom.TIMES, said, YEAR_DAYS)


def _begun(organisation_id: UUID, mbr: str, at: datetime) -> tuple[int, int]:
    """Patients for whom a batch was begun, once each, and in how many days; none for a house that is too young."""
    rows = Batch.objects.filter(organisation_id=organisation_id, mbr=mbr, started_at__isnull=False)
    first: datetime | None = rows.order_by("started_at").values_list("started_at", flat=True).first()
    if first is None or (at - first).days < LEAST_DAYS:
        return 0, YEAR_DAYS
    days = min((at - first).days, YEAR_DAYS)
    lately = rows.filter(started_at__gte=at - timedelta(days=days)).values_list("coi", "number")
    return len({coi or number for coi, number in lately}), days


def _planned(organisation_id: UUID, mbr: str) -> tuple[int, int]:
    """Patients of the published plan, and the days until the last of them is done."""
    found = published_plan(organisation_id)
    if found is None:
        return 0, YEAR_DAYS
    versions = RecipeVersion.objects.filter(organisation_id=organisation_id, recipe__mbr=mbr)
    texts, recipes = set(versions.values_list("sha256", flat=True)), beside_of(found.row).recipes
    placed = [each for each in found.schedule.placed if recipes.get(each.job) in texts]
    if not placed:
        return 0, YEAR_DAYS
    last = found.row.at(max(each.end for each in placed))
    return len({each.job for each in placed}), max(1, (last - found.row.as_of).days)


def _a_year(count: int, days: int) -> int:
    return min(max(1, round(count * YEAR_DAYS / days)), PATIENTS_MAX)
