"""Looking ahead: when a company would meet the rules if nothing but time went on, and which renewal is at risk."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cellpark.kernel.months import add_months
from cellpark.recognition.judge import Data, Standing, standing_of
from cellpark.recognition.model import Recognition

MONTHS_AHEAD_MAX = 60


class Risk(StrEnum):
    """What is to be said of a renewal with the data of today."""

    SAFE = "safe"
    UNKNOWN = "unknown"
    AT_RISK = "at_risk"


@dataclass(frozen=True, slots=True)
class Renewal:
    """When a recognition that is held ends, and what its rules say of the company on that day."""

    ends_on: date | None
    risk: Risk


def met_from(recognition: Recognition, data: Data, on: date) -> date | None:
    """The first day, month by month, on which the rules would be met with the same data; None within five years.

    Conditions on age and time pass by themselves; every other one has to be worked for.
    """
    for months in range(MONTHS_AHEAD_MAX + 1):
        day = add_months(on, months)
        if recognition.in_force(day) and standing_of(recognition, data, day) is Standing.MET:
            return day
    return None


def renewal(recognition: Recognition, data: Data, granted_on: date) -> Renewal:
    """The end of a recognition that was granted, and whether the company would get it again then.

    Nobody can tell by rules that are in force no longer on that day.
    """
    if recognition.valid_months is None:
        return Renewal(None, Risk.SAFE)
    ends = add_months(granted_on, recognition.valid_months)
    if not recognition.in_force(ends):
        return Renewal(ends, Risk.UNKNOWN)
    standing = standing_of(recognition, data, ends)
    return Renewal(
        ends,
        {Standing.MET: Risk.SAFE, Standing.UNKNOWN: Risk.UNKNOWN, Standing.NOT_MET: Risk.AT_RISK}[standing],
    )
