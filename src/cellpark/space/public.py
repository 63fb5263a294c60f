"""What other floors use of this app."""

from collections.abc import Callable
from pathlib import Path

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.space.actions.load_park import Loaded, load_park
from cellpark.space.models import Building, Company, Fact, Park, Phase, Platform
from cellpark.space.queries import (
    Layout,
    ParkPage,
    ParkSummary,
    companies_of,
    every_park,
    layouts,
    park_page,
    park_summaries,
)
from cellpark.space.states import (
    BuildingUse,
    CompanyField,
    CompanyRole,
    FactKind,
    FactStanding,
    PlatformKind,
    PlatformStanding,
)
from cellpark.space.words import (
    COMPANY_FIELDS,
    COMPANY_ROLES,
    FACT_STANDINGS,
    PLATFORM_KINDS,
    PLATFORM_STANDINGS,
    USES,
    number_of,
    published_date,
)

__all__ = [
    "COMPANY_FIELDS",
    "COMPANY_ROLES",
    "FACT_STANDINGS",
    "PLATFORM_KINDS",
    "PLATFORM_STANDINGS",
    "USES",
    "Building",
    "BuildingUse",
    "Company",
    "CompanyField",
    "CompanyRole",
    "Fact",
    "FactKind",
    "FactStanding",
    "Layout",
    "Loaded",
    "Park",
    "ParkPage",
    "ParkSummary",
    "Phase",
    "Platform",
    "PlatformKind",
    "PlatformStanding",
    "companies_of",
    "every_park",
    "layouts",
    "load_example_parks",
    "load_park",
    "number_of",
    "park_page",
    "park_summaries",
    "published_date",
]


def load_example_parks(
    directory: Path, *, progress: Callable[[int, int], None] = lambda _done, _files: None
) -> list[Loaded]:
    """Load every ``*.yaml`` of ``directory`` as the house itself, in the order of names; safe to repeat.

    Raises ``Refused`` when the directory holds no park file, or with the problems of the first file that has any.
    """
    files = sorted(directory.glob("*.yaml"))
    if not files:
        raise Refused(Problem("space.parks.none_found", {"directory": str(directory)}))
    actor = Actor.system("parks")
    loaded = []
    for done, file in enumerate(files):
        progress(done, len(files))
        loaded.append(load_park(actor=actor, content=file.read_bytes(), file=file.name))
    return loaded
