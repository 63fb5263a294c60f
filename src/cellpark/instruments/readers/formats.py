"""The file formats that can be read, by the names that recipes use."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One instrument's export. ``title`` is the maker's own name for it; ``file_name`` stands in when none is given."""

    name: str
    vendor: str
    title: str
    suffixes: tuple[str, ...]
    file_name: str


_ALL = (
    Format(
        name="vi-cell-blu",
        vendor="BECKMAN_VI_CELL_BLU",
        title="Vi-CELL BLU",
        suffixes=("csv",),
        file_name="export.csv",
    ),
    Format(
        name="vi-cell-xr",
        vendor="BECKMAN_VI_CELL_XR",
        title="Vi-CELL XR",
        suffixes=("xls", "xlsx", "txt"),
        file_name="export.xls",
    ),
    Format(
        name="nucleoview",
        vendor="CHEMOMETEC_NUCLEOVIEW",
        title="NucleoView (NC-200, NC-202)",
        suffixes=("csv",),
        file_name="export.csv",
    ),
    Format(
        name="cedex-hires",
        vendor="ROCHE_CEDEX_HIRES",
        title="Cedex HiRes",
        suffixes=("csv", "xlsx"),
        file_name="export.csv",
    ),
    Format(
        name="flex2",
        vendor="NOVABIO_FLEX2",
        title="BioProfile FLEX2",
        suffixes=("csv",),
        # the maker writes the device into the name of the file; without a name there is no device
        file_name="SampleResults2000-01-01_000000.csv",
    ),
    Format(
        name="cedex-bioht",
        vendor="ROCHE_CEDEX_BIOHT",
        title="Cedex Bio HT",
        suffixes=("txt",),
        file_name="export.txt",
    ),
)
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
