"""Files of readings: CSV with the columns point, day and value, or point, day and one column for each band."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.billing.public import today
from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities.loading import dial_of, readings_of, settled_until
from cellpark.utilities.models import Meter, Point, Reading
from cellpark.utilities.rating.metering import ALL, Dial, Mark
from cellpark.utilities.rules import judge, parse_figure, register_problems
from cellpark.utilities.states import Band

ROWS_MAX, BYTES_MAX = 5_000, 1_000_000
VALUE = "value"
_BANDS = [each.value for each in Band]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row as it stands in the file; ``wrong`` where it cannot be read."""

    line: int
    code: str
    day: date | None
    registers: Mapping[str, Decimal]
    wrong: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A row that was held against what stands."""

    row: FileRow
    wrong: tuple[Problem, ...] = ()
    doubtful: tuple[Problem, ...] = ()
    meter_id: UUID | None = None


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, or what spreadsheets in China write (GB 18030). Raises ``Refused``."""
    if len(content) > BYTES_MAX:
        raise Refused(Problem("utilities.file.large", {"limit": BYTES_MAX // 1000}, field="file"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Problem("utilities.file.unreadable", field="file"))


def read(content: str) -> tuple[FileRow, ...]:
    """The rows of a file. Raises ``Refused``: ``utilities.file....`` for other columns, no rows or too many."""
    text = content.lstrip("\ufeff")
    if "\x00" in text:
        raise Refused(Problem("utilities.file.unreadable", field="content"))
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head and "," not in head else ",")
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise Refused(Problem("utilities.file.unreadable", field="content")) from error
    values = [name for name in columns if name == VALUE or name in _BANDS]
    # of two columns of one name nobody knows which is meant; those without a name say nothing
    twice = len({name for name in columns if name}) != sum(map(bool, columns))
    if "point" not in columns or "day" not in columns or not values or twice:
        raise Refused(Problem("utilities.file.columns", {"columns": ", ".join(columns)[:200]}, field="content"))
    reader.fieldnames = columns
    rows = []
    try:
        for cells in reader:
            if any(str(each or "").strip() for each in cells.values()):
                rows.append(_row(reader.line_num, cells, values))
            if len(rows) > ROWS_MAX:
                raise Refused(Problem("utilities.file.rows", {"most": ROWS_MAX}, field="content"))
    except csv.Error as error:
        raise Refused(Problem("utilities.file.unreadable", field="content")) from error
    if not rows:
        raise Refused(Problem("utilities.file.rows", {"most": ROWS_MAX}, field="content"))
    return tuple(rows)


def _row(line: int, cells: Mapping[str, str | None], values: Sequence[str]) -> FileRow:
    wrong = []
    code = (cells.get("point") or "").strip()
    written = (cells.get("day") or "").strip()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
        wrong.append(Problem("base.not_a_date", {"value": written[:40]}, field="day"))
    registers = {}
    for name in values:
        text = (cells.get(name) or "").strip()
        figure = parse_figure(text) if text else None
        if text and figure is None:
            wrong.append(Problem("utilities.reading.not_a_number", {"value": text[:40]}, field=name))
        elif figure is not None:
            registers[ALL if name == VALUE else name] = figure
    return FileRow(line, code, day, registers, tuple(wrong))


@dataclass(slots=True)
class _Known:
    """What is known of a point while the rows of a file are held against it, one after another."""

    point: Point
    served: list[tuple[Meter, list[Reading]]]
    settled: date | None
    added: dict[UUID, list[Mark]] = field(default_factory=dict)


def check(owner: UUID | None, rows: Sequence[FileRow]) -> tuple[Checked, ...]:
    """Every row with what is wrong or doubtful about it; rows of one point are held against each other as well."""
    points = Point.objects.filter(organisation_id=owner, code__in={each.code for each in rows})
    found = {each.code: each for each in points}
    served = readings_of([each.id for each in found.values()])
    settled = (
        {utility: settled_until(owner, utility) for utility in {each.utility for each in found.values()}}
        if owner
        else {}
    )
    known = {code: _Known(each, served[each.id], settled.get(each.utility)) for code, each in found.items()}
    ordered = sorted(rows, key=lambda each: (each.code, each.day or date.min, each.line))
    done = [_checked(each, known.get(each.code)) for each in ordered]
    return tuple(sorted(done, key=lambda each: each.row.line))


def _checked(row: FileRow, known: _Known | None) -> Checked:
    if known is None:
        return Checked(row, (*row.wrong, Problem("utilities.file.point", {"code": row.code[:40]})))
    if row.wrong or row.day is None:
        return Checked(row, row.wrong)
    day = row.day
    if known.settled is not None and day < known.settled:
        return Checked(row, (Problem("utilities.reading.settled", {"day": known.settled.isoformat()}),))
    here = [(meter, rows) for meter, rows in known.served if meter.fitted_on <= day]
    if not here or (known.point.closed_on is not None and day > known.point.closed_on):
        return Checked(row, (Problem("utilities.reading.not_there", {"day": day.isoformat()}),))
    meter, standing = here[-1]
    wrong = register_problems(row.registers, known.point.bands, meter.digits)
    if wrong:
        return Checked(row, tuple(wrong))
    own = known.added.setdefault(meter.id, [])
    dial = dial_of(meter, standing)
    mark = Mark(day, row.registers)
    found = judge(
        Dial([*dial.marks, *own], dial.digits, dial.factor),
        mark,
        fitted=meter.fitted_on,
        removed=meter.removed_on,
        today=today(),
    )
    if not found.wrong:
        own.append(mark)
    return Checked(row, found.wrong, found.doubtful, meter.id)
