"""What an analysis says against its own value: flags, and those after which there is no value to report.

An assay is valid when its curve, its blanks and its partitions are (MIQE, Clin. Chem. 2009, 55:611; digital MIQE 2020,
Clin. Chem. 66:1012; ICH M10, section 4.2); otherwise it is repeated. Other flags are kept beside the value and judged
by whoever verifies it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from cellpark.assays.model import Json

INVALIDATING: Final = frozenset({"blank_amplified", "efficiency", "few_partitions", "r_squared", "recovery"})
"""After one of these the assay is repeated."""
EVENTS_MIN: Final = 100
"""With fewer events in a population its count varies by chance alone by more than 10 % (Poisson: 1/sqrt(n))."""
QPCR_VARIATION_MAX: Final = Decimal(20)
"""Percent between replicates of quantitative PCR, whose details always name the variation."""


def flags_of(kind: str, details: Mapping[str, Json], reported: str) -> list[dict[str, str]]:
    """The flags of an analysis for its value ``reported``, each with its ``flag`` and texts; in their order."""
    found = details.get("flags", [])
    assert isinstance(found, Sequence), "an analysis gives its flags as a list"
    flags = [{str(name): str(each[name]) for name in each} for each in found if isinstance(each, Mapping)]
    if kind == "qpcr-copies":
        flags = [each for each in flags if each["flag"] != "variation" or Decimal(each["value"]) > QPCR_VARIATION_MAX]
    if kind == "flow-cytometry":
        flags += _few_events(details, reported.partition(":")[0])
    return flags


def _few_events(details: Mapping[str, Json], population: str) -> list[dict[str, str]]:
    rows = details.get("populations", [])
    assert isinstance(rows, Sequence), "an analysis gives its populations as a list"
    counts = [row["count"] for row in rows if isinstance(row, Mapping) and row["id"] == population]
    few = [count for count in counts if isinstance(count, int) and count < EVENTS_MIN]
    return [{"flag": "few_events", "of": population, "count": str(count)} for count in few]
