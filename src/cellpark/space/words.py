"""Words for the codes of this app and for published numbers and dates, in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import get_language, npgettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cellpark.space.models import Fact
from cellpark.space.partial_date import PartialDate, read_date
from cellpark.space.states import (
    BuildingUse,
    CompanyField,
    CompanyRole,
    FactStanding,
    PlatformKind,
    PlatformStanding,
    Reading,
    Unit,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

USES: Mapping[BuildingUse, "StrOrPromise"] = {
    BuildingUse.PRODUCTION_AND_DEVELOPMENT: _("Production and development"),
    BuildingUse.RESEARCH_AND_INNOVATION: _("Research and innovation"),
    BuildingUse.SUPPORT: _("Support services"),
}
PLATFORM_KINDS: Mapping[PlatformKind, "StrOrPromise"] = {
    PlatformKind.CDMO_PILOT: _("CDMO pilot base"),
    PlatformKind.CELL_OPERATIONS: _("Cell operations centre"),
    PlatformKind.BIOSAFETY_TESTING: _("Biosafety testing"),
    PlatformKind.SINGLE_CELL_SEQUENCING: _("Single-cell sequencing"),
    PlatformKind.ANIMAL_EXPERIMENTS: _("Animal experiments"),
    PlatformKind.AI_DESIGN: _("AI drug design"),
    PlatformKind.SUPPLY_CHAIN: _("Supply chain"),
    PlatformKind.TRANSLATIONAL_RESEARCH: _("Translational research"),
}
PLATFORM_STANDINGS: Mapping[PlatformStanding, "StrOrPromise"] = {
    PlatformStanding.PRESENT: _("In the park"),
    PlatformStanding.SIGNED: _("Signed"),
}
COMPANY_ROLES: Mapping[CompanyRole, "StrOrPromise"] = {
    CompanyRole.OPERATOR: _("Operator of the park"),
    CompanyRole.TENANT: _("Tenant"),
    CompanyRole.TENANT_OR_PARTNER: _("Tenant or partner"),
    CompanyRole.PLATFORM_PROVIDER: _("Platform provider"),
}
COMPANY_FIELDS: Mapping[CompanyField, "StrOrPromise"] = {
    CompanyField.CELL_THERAPY: _("Cell therapy"),
    CompanyField.GENE_THERAPY: _("Gene therapy"),
    CompanyField.CELL_AND_GENE_THERAPY: _("Cell and gene therapy"),
}
FACT_STANDINGS: Mapping[FactStanding, "StrOrPromise"] = {
    FactStanding.REACHED: _("As it stands"),
    FactStanding.PLANNED: _("Planned or expected"),
    FactStanding.SURROUNDINGS: _("Around the park"),
}


def published_date(text: str) -> str:
    """An EDTF date for reading, exactly as precise as it was published."""
    date = read_date(text)
    if date.is_span:
        return pgettext("from date to date", "%(start)s–%(end)s") % {
            "start": _partial(date.start),
            "end": _partial(date.end),
        }
    return _partial(date.start)


def _partial(date: PartialDate) -> str:
    if date.month is None:
        return dateformat.format(date.first_day, pgettext("date format", "Y"))
    if date.day is None:
        return dateformat.format(date.first_day, pgettext("date format", "F Y"))
    return dateformat.format(date.first_day, pgettext("date format", "j F Y"))


def number_of(fact: Fact) -> str:
    """A fact's number with its unit as it was published: ``over 100 companies``; empty for a statement."""
    if fact.low is None or fact.high is None:
        return ""
    if fact.reading == Reading.BETWEEN:
        # a range keeps all its digits: 500–15,000 reads better than a range of two scales
        numbers = pgettext("from number to number", "%(low)s–%(high)s") % {
            "low": _digits(fact.low),
            "high": _digits(fact.high),
        }
    else:
        numbers = _scaled(fact.low)
    written = _with_unit(numbers, Unit(fact.unit), fact.high)
    match fact.reading:
        case Reading.OVER:
            return pgettext("number", "over %(number)s") % {"number": written}
        case Reading.ABOUT:
            return pgettext("number", "about %(number)s") % {"number": written}
        case _:
            return written


def _digits(number: Decimal) -> str:
    exact = number.normalize()
    return f"{exact:,f}"


def _scaled(number: Decimal) -> str:
    """Large round numbers in words: the scales of Chinese are 10**4 and 10**8, those of English 10**6 and 10**9."""
    chinese = (get_language() or "en").startswith("zh")
    scales = (
        ((8, pgettext("scale", "%(number)s hundred million")), (4, pgettext("scale", "%(number)s ten thousand")))
        if chinese
        else ((9, pgettext("scale", "%(number)s billion")), (6, pgettext("scale", "%(number)s million")))
    )
    for power, words in scales:
        part = number.scaleb(-power).normalize()
        exponent = part.as_tuple().exponent
        if part >= 1 and isinstance(exponent, int) and exponent >= -2:
            return words % {"number": _digits(part)}
    return _digits(number)


def _with_unit(number: str, unit: Unit, count: Decimal) -> str:
    return str(_UNITS[unit] % {"number": number, "n": 1 if count == 1 else 2})


_UNITS: Mapping[Unit, Promise] = {
    Unit.BUILDINGS: npgettext_lazy("number with unit", "%(number)s building", "%(number)s buildings", "n"),
    Unit.COMPANIES: npgettext_lazy("number with unit", "%(number)s company", "%(number)s companies", "n"),
    Unit.EVENTS: npgettext_lazy("number with unit", "%(number)s event", "%(number)s events", "n"),
    Unit.FLOORS: npgettext_lazy("number with unit", "%(number)s floor", "%(number)s floors", "n"),
    Unit.PLATFORMS: npgettext_lazy("number with unit", "%(number)s platform", "%(number)s platforms", "n"),
    Unit.TEAMS: npgettext_lazy("number with unit", "%(number)s team or company", "%(number)s teams or companies", "n"),
    Unit.YEARS: npgettext_lazy("number with unit", "%(number)s year", "%(number)s years", "n"),
    Unit.PERCENT: pgettext_lazy("number with unit", "%(number)s %%"),
    Unit.METRE: pgettext_lazy("number with unit", "%(number)s m"),
    Unit.SQUARE_METRE: pgettext_lazy("number with unit", "%(number)s m²"),
    Unit.YUAN: pgettext_lazy("number with unit", "CNY %(number)s"),
}
