"""What a call gives to the analyses of plates and counts: files by name, parameters checked before use."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from cellpark.assays.model import Json
from cellpark.kernel.decimals import BadNumber, parse_decimal
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity

BYTES_MAX = 50_000_000
ROWS_MAX = 200_000
_TEXT_MAX = 200


def the_file(files: Mapping[str, bytes], name: str) -> bytes:
    """The bytes of the file that the kind asks for; raises ``Refused`` (``assays.file...``)."""
    if set(files) != {name}:
        raise Refused(Problem("assays.given.files", {"wanted": name, "found": ", ".join(sorted(files))[:80]}))
    content = files[name]
    if not content.strip():
        raise Refused(Problem("assays.given.empty", {"file": name}))
    if len(content) > BYTES_MAX:
        raise Refused(Problem("assays.given.too_large", {"limit": BYTES_MAX}))
    return content


def only(parameters: Mapping[str, Json], known: Iterable[str]) -> None:
    """Refuse a parameter that nobody reads: a spelling mistake would change a result unseen."""
    names = sorted(known)
    for name in parameters:
        if name not in names:
            raise Refused(Problem("assays.given.unknown", {"name": name[:60], "known": ", ".join(names)}))


def text(parameters: Mapping[str, Json], name: str, default: str | None = None) -> str:
    """A text; raises ``Refused`` where it is missing and there is no default."""
    found = parameters.get(name, default)
    if not isinstance(found, str) or len(found) > _TEXT_MAX or not (found.strip() or default == ""):
        raise _refusal(name)
    return found


def one_of(parameters: Mapping[str, Json], name: str, choices: Sequence[str], default: str | None = None) -> str:
    """One of ``choices``."""
    found = text(parameters, name, default)
    if found not in choices:
        raise Refused(Problem("assays.given.choice", {"name": name, "known": ", ".join(choices)}))
    return found


def texts(parameters: Mapping[str, Json], name: str) -> tuple[str, ...]:
    """A list of texts, empty where it is not given."""
    found = parameters.get(name, [])
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise _refusal(name)
    if not all(isinstance(each, str) and 0 < len(each) <= _TEXT_MAX for each in found):
        raise _refusal(name)
    return tuple(str(each) for each in found)


def number(
    parameters: Mapping[str, Json],
    name: str,
    default: str | None = None,
    *,
    fits: Callable[[Decimal], bool] = lambda found: found > 0,
) -> Decimal:
    """A number, written as a decimal text or a whole number."""
    found = parameters.get(name, default)
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise _refusal(name)
    value = as_number(str(found))
    if value is None or not fits(value):
        raise _refusal(name)
    return value


def quantity(parameters: Mapping[str, Json], name: str, unit: str, default: str | None = None) -> Decimal:
    """The value in ``unit`` of a quantity above zero such as ``0.85 nL``."""
    found = parameters.get(name, default)
    if not isinstance(found, str):
        raise _refusal(name)
    try:
        value = Quantity.parse(found).to(unit).value
    except Refused as refused:
        raise _refusal(name) from refused
    if value <= 0:
        raise _refusal(name)
    return value


def as_number(written: str) -> Decimal | None:
    """The number that a cell of a table holds, or None."""
    try:
        return parse_decimal(written.strip())
    except BadNumber:
        return None


def table(content: bytes, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with a head line, each with its line number; ``columns`` must be there.

    Comma, semicolon or tabulator; UTF-8. Raises ``Refused``: ``assays.given.text``, ``assays.given.columns``,
    ``assays.given.row``.
    """
    try:
        whole = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Problem("assays.given.text", {"position": error.start})) from error
    first = whole.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(whole), delimiter=delimiter)
    try:
        head = [each.strip() for each in next(rows, [])]
        missing = [each for each in columns if each not in head]
        if missing:
            raise Refused(Problem("assays.given.columns", {"missing": ", ".join(missing)}))
        found = []
        for line, row in enumerate(rows, 2):
            if not any(each.strip() for each in row):
                continue
            # makers leave out empty cells at the end of a row
            cells = (
                dict(zip_longest(head, (each.strip() for each in row), fillvalue="")) if len(row) <= len(head) else {}
            )
            if line > ROWS_MAX or not all(name in cells for name in columns):
                raise Refused(Problem("assays.given.row", {"line": line}))
            found.append((line, cells))
    except csv.Error as error:
        raise Refused(Problem("assays.given.row", {"line": rows.line_num})) from error
    if not found:
        raise Refused(Problem("assays.given.no_rows"))
    return found


def cell(row: Mapping[str, str], line: int, name: str, *, at_least: Decimal | None = None) -> Decimal:
    """A number in a table; raises ``Refused(assays.given.cell)`` with its line."""
    found = as_number(row[name])
    if found is None or (at_least is not None and found < at_least):
        raise Refused(Problem("assays.given.cell", {"line": line, "column": name, "text": row[name][:40]}))
    return found


def _refusal(name: str) -> Refused:
    return Refused(Problem("assays.given.parameter", {"name": name}))
