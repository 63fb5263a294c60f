"""Cell counts: viable cells per millilitre, viability, and viable cells in a container (kind ``cell-count``).

File ``counts``: the export of a cell counter, through allotropy. Parameters: ``reader``, ``samples`` (the replicates of
one count), and as needed ``volume`` of the container (``50 mL``), ``dilution`` before the count (``1``: none;
``10``: one part in ten), ``variation_max`` (percent, 20).
"""

from collections.abc import Mapping
from decimal import Decimal

from cellpark.assays import given
from cellpark.assays.allotropic import Measurement, measurements
from cellpark.assays.line import spread
from cellpark.assays.model import Findings, Json, number_text, quantity_text
from cellpark.kernel.problem import Problem, Refused

VERSION = 1
_VENDORS = {
    "vi-cell-blu": ("BECKMAN_VI_CELL_BLU", "export.csv"),
    "vi-cell-xr": ("BECKMAN_VI_CELL_XR", "export.xls"),
    "nucleoview": ("CHEMOMETEC_NUCLEOVIEW", "export.csv"),
    "cedex-hires": ("ROCHE_CEDEX_HIRES", "export.csv"),
}
_DENSITY, _VIABILITY = "viable cell density (cell counter)", "viability (cell counter)"
_MILLIONS = 10**6  # allotropy gives densities in millions of cells per millilitre
_PARAMETERS = ("reader", "samples", "volume", "dilution", "variation_max")


def find(files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Findings:
    """Means over the replicates, with their coefficient of variation."""
    given.only(parameters, _PARAMETERS)
    vendor, file_name = _VENDORS[given.one_of(parameters, "reader", tuple(_VENDORS))]
    samples = given.texts(parameters, "samples")
    content = given.the_file(files, "counts")
    dilution = given.number(parameters, "dilution", "1", fits=lambda found: found >= 1)
    mine = [
        each for each in measurements(content, vendor, file_name) if each.texts.get("sample identifier", "") in samples
    ]
    absent = sorted(set(samples) - {each.texts["sample identifier"] for each in mine})
    if absent or not mine:
        raise Refused(Problem("assays.given.absent", {"name": _DENSITY, "sample": ", ".join(absent)[:60]}))
    density, variation = spread([float(_number(each, _DENSITY) * _MILLIONS * dilution) for each in mine])
    viability, _ = spread([float(_number(each, _VIABILITY)) for each in mine])
    flags: list[Json] = []
    if variation > float(given.number(parameters, "variation_max", "20")):
        flags.append({"flag": "variation", "value": number_text(variation)})
    values = {
        "viable_density": quantity_text(density, "cell/mL"),
        "viability": quantity_text(viability, "%"),
    }
    if "volume" in parameters:
        volume = given.quantity(parameters, "volume", "mL")
        values["viable_cells"] = quantity_text(density * float(volume), "cell")
    rows: list[Json] = [
        {
            "sample": each.texts["sample identifier"],
            "density": number_text(_number(each, _DENSITY) * _MILLIONS),
            "viability": number_text(_number(each, _VIABILITY)),
        }
        for each in mine
    ]
    return Findings(values, {"replicates": rows, "cv": number_text(variation), "flags": flags})


def _number(measurement: Measurement, name: str) -> Decimal:
    found = measurement.numbers.get(name)
    if found is None:
        sample = measurement.texts["sample identifier"]
        raise Refused(Problem("assays.given.absent", {"name": name, "sample": sample[:60]}))
    return found
