"""Cedex Bio HT: number and unit of each analyte from its own line.

Allotropy 0.1.150 turns enzyme units into millimoles and optical density into milli-absorbance, which they are not, so
its answer serves to find samples, analytes and times, and the line gives what was measured.
"""

from decimal import Decimal

from cellpark.instruments.readers.allotrope import Measured
from cellpark.instruments.readers.own_text import Row, spellings
from cellpark.kernel.problem import Problem, Refused

_OPTICAL_DENSITY = "OD"
_UNITS = {"mM": "mmol/L", "mmol/l": "mmol/L", "mmol/L": "mmol/L"}
_MEASURED_UNITS = ("mmol/L", "mmol/l", "mM", "g/L", "mg/L", "U/L", _OPTICAL_DENSITY)


def own_value(value: Measured, rows: tuple[Row, ...]) -> tuple[Decimal, str]:
    """The number and unit that the line of this sample and analyte holds; refuses what no single line says."""
    is_density = value.label == "absorbance"
    mine = [row for row in rows if value.sample in row.cells]
    mine = [row for row in mine if (_OPTICAL_DENSITY in row.cells if is_density else value.code in row.cells)]
    found = {_of_row(row) for row in mine} - {None}
    if len(found) > 1:
        found = {each for each in found if each is not None and spellings(value.number, (Row((str(each[0]),)),))}
    if len(found) != 1:
        params = {"reader": "Cedex Bio HT", "part": f"{value.sample} {value.code or _OPTICAL_DENSITY}"[:80]}
        raise Refused(Problem("instruments.file.missing", params))
    number, unit = next(each for each in found if each is not None)
    return number, _UNITS.get(unit, unit)


def _of_row(row: Row) -> tuple[Decimal, str] | None:
    for place, cell in enumerate(row.cells):
        if cell in _MEASURED_UNITS:
            # between them stands a flag; behind a value out of range stands the raw absorbance, which is no result
            numbers = list(Row(row.cells[place + 2 : place + 3]).numbers())
            return (numbers[0], cell) if numbers else None
    return None
