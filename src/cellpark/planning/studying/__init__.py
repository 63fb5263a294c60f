"""What a change would bring: a plant simulated beside itself with something else in it. Pure.

A base and named changes run on the same random numbers, so that differences are those of the change and not of chance;
each difference has its interval. From the same runs: cost of goods, a tornado of what matters most, a year before the
plant opens (docs/capacity-studies.md).
"""

from cellpark.planning.studying.base import PATIENTS_MAX, Base, Made, base_of
from cellpark.planning.studying.change import Change, changed
from cellpark.planning.studying.comparing import Compared, Found, Frame, compare
from cellpark.planning.studying.figures import Key, figure_keys
from cellpark.planning.studying.file import FORMAT, Asked, read_study
from cellpark.planning.studying.tornado import Bar, Range, ordered, step, tornado
from cellpark.planning.studying.year import Month, Year, virtual_year

__all__ = [
    "FORMAT",
    "PATIENTS_MAX",
    "Asked",
    "Bar",
    "Base",
    "Change",
    "Compared",
    "Found",
    "Frame",
    "Key",
    "Made",
    "Month",
    "Range",
    "Year",
    "base_of",
    "changed",
    "compare",
    "figure_keys",
    "ordered",
    "read_study",
    "step",
    "tornado",
    "virtual_year",
]
