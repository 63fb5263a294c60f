"""Files as the instruments of the example plant export them: the vendors' layout, values of a fictional batch."""

import csv
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from django.utils.timezone import localtime

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity

# column of the file -> reading in it, the unit in which the column is written, and the factor between the two
BLU = {
    "Viability (%)": ("viability", "%", Decimal(1)),
    "Viable (x10^6) cells/mL": ("viable_cell_density", "cell/mL", Decimal(1_000_000)),
}
BLU_HEAD = """Sample ID,Cell count,Viable cells,Total (x10^6) cells/mL,Viable (x10^6) cells/mL,Viability (%),
Average diameter (\u03bcm),Average viable diameter (\u03bcm),Average circularity,Average viable circularity,
Average cells per image,Average background intensity,Bubble count,Cluster count,Images for analysis,Cell type,
Minimum Diameter (\u03bcm),Maximum Diameter (\u03bcm),Images,Cell sharpness,Minimum circularity,Decluster degree,
Aspiration cycles,Viable spot brightness (%),Viable spot area (%),Mixing cycles,Analysis date/time,
Reanalysis date/time,Analysis by,Reanalysis by,Dilution,Wash,Tag"""
BLU_COLUMNS = tuple(BLU_HEAD.replace("\n", "").split(","))
BLU_USUAL = {"Cell count": "2000", "Viable cells": "1900", "Cell type": "Mammalian", "Images": "100", "Dilution": "1"}
FLEX2 = {
    "Gluc": ("glucose", "g/L", Decimal(1)),
    "Lac": ("lactate", "g/L", Decimal(1)),
    "pH": ("ph", "pH", Decimal(1)),
    "Viability": ("viability", "%", Decimal(1)),
    "Viable Density": ("viable_cell_density", "cell/mL", Decimal(1_000_000)),
}
FLEX2_COLUMNS = ("Date & Time", "Sample ID", "Sample Type", *FLEX2, "Cell Inspection Type", "Sample Time", "Operator")
HIRES = {
    "Viability": ("viability", "%", Decimal(1)),
    "Viable Cell Conc.": ("viable_cell_density", "cell/mL", Decimal(1)),
}
HIRES_COLUMNS = (
    *("Cedex ID", "System name", "System description", "Default system", "Workarea name", "Reactor identifer"),
    *("Sample identifer", "Data set name", "Comment", "Dilution", "Sample volume", "Cell type name"),
    *("Sample draw Time", "Date finished", "Username", *HIRES, "Total Cell Conc."),
)
HIRES_USUAL = {"System name": "EXAMPLE", "Dilution": "1", "Sample volume": "300"}
NUCLEO = {
    "Viability (%)": ("viability", "%", Decimal(1)),
    "Live (cells/ml)": ("viable_cell_density", "cell/mL", Decimal(1)),
}
# what a recipe calls a value is not always what the instrument calls it
NOON = 12
# what stands in a file of an instrument whose number the plant does not know
UNKNOWN = "EXAMPLE"
NAMES = {"vcd": "viable_cell_density", "viab": "viability", "acidity": "ph"}


def file_for(
    reader: str, *, sample: str, values: Mapping[str, Quantity], at: datetime, serial: str = ""
) -> dict[str, Any]:
    """The file with these values (by the recipe's name), as ``attach_file`` takes it. Raises ``Refused(plays.reader)``.

    The local time of the example plant (UTC+8) and the ``serial`` number of the instrument stand in the file, as far as
    its kind writes them.
    """
    if reader not in WRITERS:
        raise Refused(Problem("plays.reader", {"reader": reader}))
    wanted = {NAMES.get(name, name): value for name, value in values.items()}
    sample = re.sub(r"[^0-9A-Za-z]", "", sample)
    content, name = WRITERS[reader](sample, wanted, localtime(at), serial or UNKNOWN)
    return {
        "content": content,
        "name": name,
        "sample": sample,
        "readings": {field: NAMES.get(field, field) for field in values},
    }


def _blu(sample: str, values: Mapping[str, Quantity], at: datetime, _serial: str) -> tuple[bytes, str]:
    row = {**dict.fromkeys(BLU_COLUMNS, ""), **BLU_USUAL, "Sample ID": sample}
    row["Analysis date/time"] = f"{at.month}/{at.day}/{at.year} {at.hour}:{at.minute:02d}"
    row.update(_written(BLU, values))
    density = Decimal(row["Viable (x10^6) cells/mL"] or 1)
    row["Total (x10^6) cells/mL"] = f"{density / (Decimal(row['Viability (%)'] or 100) / 100):.2f}"
    return _table(BLU_COLUMNS, row), f"{sample.replace('#', '-')}.csv"


def _flex2(sample: str, values: Mapping[str, Quantity], at: datetime, serial: str) -> tuple[bytes, str]:
    hour = at.hour % 12 or 12
    moment = f"{at.month}/{at.day}/{at.year}  {hour}:{at.minute:02d}:{at.second:02d} {'AM' if at.hour < NOON else 'PM'}"
    row = {**dict.fromkeys(FLEX2_COLUMNS, ""), "Date & Time": moment, "Sample ID": sample, "Sample Type": "Default"}
    row.update({"Cell Inspection Type": "", "Sample Time": moment, "Operator": "example"})
    row.update(_written(FLEX2, values))
    return _table(FLEX2_COLUMNS, row), f"SampleResults{serial}{at:%Y-%m-%d_%H%M%S}.csv"


def _hires(sample: str, values: Mapping[str, Quantity], at: datetime, serial: str) -> tuple[bytes, str]:
    moment = f"{at.month}-{at.day}-{at.year} {at.hour % 12 or 12}:{at:%M:%S} {'AM' if at.hour < NOON else 'PM'}"
    row = {
        **dict.fromkeys(HIRES_COLUMNS, ""),
        **HIRES_USUAL,
        "Cedex ID": serial,
        "Sample identifer": sample,
        "Data set name": "Original",
    }
    row.update({"Sample draw Time": moment, "Date finished": moment, "Username": "example", **_written(HIRES, values)})
    density, share = Decimal(row["Viable Cell Conc."] or 1), Decimal(row["Viability"] or 100) / 100
    return _table(HIRES_COLUMNS, {**row, "Total Cell Conc.": f"{density / share:.0f}"}), f"{sample}.csv".replace(
        "#", "-"
    )


def _nucleo(sample: str, values: Mapping[str, Quantity], at: datetime, serial: str) -> tuple[bytes, str]:
    lines = {
        "Viability and Cell Count Assay - example": "",
        "Image": f"{at:%Y%m%d}-0001-c-{sample}",
        "Operator": "example",
        "Total (cells/ml)": "1.00E6",
        **_written(NUCLEO, values),
        "Instrument type": "NucleoView NC-200",
        "Instrument s/n": f"s/n {serial}",
        "Date time": f"{at:%Y%m%d %H%M%S}",
        "Time zone offset": "8",
        "Application SW version": "1.4.0.0",
    }
    text = "".join(f"{name};{value};\n" for name, value in lines.items())
    return text.encode("utf-8"), f"{at:%Y%m%d}-{sample}.csv"


def _written(columns: Mapping[str, tuple[str, str, Decimal]], values: Mapping[str, Quantity]) -> dict[str, str]:
    found = {}
    for column, (name, unit, factor) in columns.items():
        if name in values:
            found[column] = f"{values[name].to(unit, digits=8).value / factor:.4g}"
    return found


def _table(columns: tuple[str, ...] | list[str], row: Mapping[str, str]) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode("utf-8")


WRITERS = {"vi-cell-blu": _blu, "flex2": _flex2, "cedex-hires": _hires, "nucleoview": _nucleo}
