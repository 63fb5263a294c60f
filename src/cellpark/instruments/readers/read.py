"""Read a file by one of the named readers."""

import re
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import version

from django.conf import settings

from cellpark.instruments.media_types import SUFFIXES, TEXT, sniff, text_of
from cellpark.instruments.readers.allotrope import LIBRARY, Measured, measurements
from cellpark.instruments.readers.bioht import own_value
from cellpark.instruments.readers.formats import FORMATS, Format
from cellpark.instruments.readers.own_text import Row, rows_about, rows_of, spellings
from cellpark.instruments.readers.reading import Reading
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity

READER_VERSION = 1
_UNITS = {
    "µm": ("um", 0),
    "μm": ("um", 0),
    "10^6 cells/mL": ("cell/mL", 6),
    "(unitless)": ("1", 0),
    "mosm/kg": ("mOsm/kg", 0),
}
_YEAR_OF_NO_TIME = 1970


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says, and everything that has a part in saying so: the same again gives the same readings."""

    readings: tuple[Reading, ...]
    reader: str
    reader_version: str
    zone: str


def read_values(content: bytes, reader: str, *, name: str = "", zone: str | None = None) -> tuple[Reading, ...]:
    """The values in ``content`` as the named reader finds them, in the order of the file.

    ``name`` is the file's own name, where one maker writes the device. Instruments write the time of their wall:
    ``zone`` says which (default: the site's). Raises ``Refused`` with what is wrong with the file.
    """
    wanted = FORMATS.get(reader)
    if wanted is None:
        raise Refused(Problem("instruments.reader.unknown", {"reader": reader[:40]}))
    where = zone or settings.TIME_ZONE
    text = _refuse_kind(content, wanted)
    taken = content if text is None else text.encode()
    found = measurements(taken, wanted=wanted, file_name=_file_name(name, wanted, content), zone=where)
    rows = () if text is None else rows_of(text)
    if not found.values:
        raise Refused(Problem("instruments.file.no_values", {"reader": wanted.title}))
    readings = (_reading(value, rows, found.device, wanted) for value in found.values)
    return tuple(reading for reading in readings if reading is not None)


def read_file(content: bytes, reader: str, *, name: str = "", zone: str | None = None) -> FileReading:
    """``read_values`` with the versions of the reader and its library, for the record."""
    readings = read_values(content, reader, name=name, zone=zone)
    return FileReading(readings, reader, reader_version(), zone or settings.TIME_ZONE)


def reader_version() -> str:
    """What a record names beside a value: ``1 (allotropy 0.1.150)``."""
    return f"{READER_VERSION} ({LIBRARY} {version(LIBRARY)})"


def _refuse_kind(content: bytes, wanted: Format) -> str | None:
    if not content.strip():
        raise Refused(Problem("instruments.file.empty"))
    media_type = sniff(content)
    if not set(SUFFIXES.get(media_type, ())) & set(wanted.suffixes):
        raise Refused(Problem("instruments.file.kind", {"reader": wanted.title, "kind": media_type}))
    return text_of(content) if media_type == TEXT else None


def _file_name(name: str, wanted: Format, content: bytes) -> str:
    suffix = next(each for each in SUFFIXES[sniff(content)] if each in wanted.suffixes)
    given = name.strip().replace("\\", "/").rsplit("/", 1)[-1]
    if wanted.name == "flex2" and given and re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{6}", given):
        return given
    return wanted.file_name.rsplit(".", 1)[0] + "." + suffix


def _reading(value: Measured, rows: tuple[Row, ...], device: str, wanted: Format) -> Reading | None:
    if value.at.year <= _YEAR_OF_NO_TIME:
        raise Refused(Problem("instruments.file.no_time", {"reader": wanted.title}, rule="CN-1b"))
    measured = _quantity(value, rows, wanted)
    if measured is None:
        return None
    quantity, is_written = measured
    return Reading(
        sample=value.sample,
        name="optical_density" if quantity.unit == "OD" else _name(value.label),
        detail=value.code,
        quantity=quantity,
        as_written=is_written,
        measured_at=value.at,
        device=device,
        flag=value.flag,
    )


def _quantity(value: Measured, rows: tuple[Row, ...], wanted: Format) -> tuple[Quantity, bool] | None:
    if wanted.name == "cedex-bioht":
        return Quantity(*own_value(value, rows)), True
    unit, shift = _UNITS.get(value.unit, (value.unit, 0))
    moved = _zero_or(value.number.scaleb(shift))
    if not rows:
        return Quantity(moved, unit), False
    mine = rows_about(rows, value.sample)
    as_is = [_zero_or(each.scaleb(shift)) for each in spellings(value.number, mine)]
    found = as_is or list(spellings(moved, mine))
    if not found:
        # a number that the file does not write is a library's guess at a word ("10.00%" among cells per millilitre)
        return None
    return (Quantity(found[0], unit), True) if len(found) == 1 else (Quantity(moved, unit), False)


def _zero_or(number: Decimal) -> Decimal:
    return Decimal(0) if number.is_zero() and int(number.as_tuple().exponent) > 0 else number


def _name(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", label.lower().replace("(cell counter)", "")).strip("_")
