"""The closed lists of the directory. Nothing here has a life cycle yet: a fact stands until its file changes."""

from enum import StrEnum


class BuildingUse(StrEnum):
    """What a building is for, as published."""

    PRODUCTION_AND_DEVELOPMENT = "production_and_development"
    RESEARCH_AND_INNOVATION = "research_and_innovation"
    SUPPORT = "support"


class PlatformKind(StrEnum):
    """The eight service platforms that a cell and gene therapy park runs."""

    CDMO_PILOT = "cdmo_pilot"
    CELL_OPERATIONS = "cell_operations"
    BIOSAFETY_TESTING = "biosafety_testing"
    SINGLE_CELL_SEQUENCING = "single_cell_sequencing"
    ANIMAL_EXPERIMENTS = "animal_experiments"
    AI_DESIGN = "ai_design"
    SUPPLY_CHAIN = "supply_chain"
    TRANSLATIONAL_RESEARCH = "translational_research"


class PlatformStanding(StrEnum):
    """What the source says about a platform: the park houses it, or it was signed with a provider."""

    PRESENT = "present"
    SIGNED = "signed"


class CompanyRole(StrEnum):
    """As what a company is named. Some sources do not tell tenants from partners."""

    OPERATOR = "operator"
    TENANT = "tenant"
    TENANT_OR_PARTNER = "tenant_or_partner"
    PLATFORM_PROVIDER = "platform_provider"


class CompanyField(StrEnum):
    """The field under which the source names a company."""

    CELL_THERAPY = "cell_therapy"
    GENE_THERAPY = "gene_therapy"
    CELL_AND_GENE_THERAPY = "cell_and_gene_therapy"


class FactKind(StrEnum):
    """Where a fact is shown: as a sentence, as a figure, or as something the park does for companies."""

    STATEMENT = "statement"
    FIGURE = "figure"
    PROGRAMME = "programme"


class FactStanding(StrEnum):
    """Whether a fact was reached, was planned when published, or describes the surroundings and not the park."""

    REACHED = "reached"
    PLANNED = "planned"
    SURROUNDINGS = "surroundings"


class Reading(StrEnum):
    """How a published number is to be read."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    BETWEEN = "between"


class Unit(StrEnum):
    """What a published number counts or measures. Money is in yuan, lengths in metres, areas in square metres."""

    BUILDINGS = "buildings"
    COMPANIES = "companies"
    EVENTS = "events"
    FLOORS = "floors"
    PLATFORMS = "platforms"
    TEAMS = "teams"
    YEARS = "years"
    PERCENT = "percent"
    METRE = "m"
    SQUARE_METRE = "m2"
    YUAN = "CNY"
