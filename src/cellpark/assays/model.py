"""What an analysis gives: values as decimal text with their unit, details without floats, and a digest of both.

Numbers are rounded to 12 significant digits before they become text. Sums and transcendental functions may differ in
the last of a double's 16 digits from one processor to the next; the twelfth does not notice.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal
from hashlib import sha256
from typing import Final

from cellpark.kernel import canonical
from cellpark.kernel.decimals import decimal_text

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
"""What parameters and details are made of: JSON without floats; a fraction is decimal text."""

DIGITS: Final = 12
"""Significant digits that a computed number keeps."""
MAX_BYTES: Final = 16 * 1024 * 1024
"""Canonical bytes of one analysis; a plate of 384 wells and a strategy of 200 gates stay far below."""
_ROUND: Final = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Findings:
    """What one kind of analysis computed: values by name (``"93.1 %"``) and details as JSON without floats."""

    values: Mapping[str, str]
    details: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A result that can be computed again: its kind and version, its values, its details and their digest.

    ``digest`` is the SHA-256 of the canonical bytes of kind, version, the digests of the files, the parameters, the
    values and the details. Equal input gives an equal digest on every machine.
    """

    kind: str
    version: int
    values: dict[str, str]
    details: dict[str, Json]
    digest: str


def number_text(value: float | Decimal) -> str:
    """``value`` as decimal text with at most 12 significant digits, without trailing zeros or a signed zero.

    Raises ``ValueError`` where the value is not finite: a result that is no number is said in words, never as one.
    """
    if not math.isfinite(value):
        raise ValueError("not finite")
    rounded = _ROUND.plus(value if isinstance(value, Decimal) else Decimal(repr(float(value))))
    if rounded.is_zero():
        return "0"
    rounded = rounded.normalize(_ROUND)
    exponent = int(rounded.as_tuple().exponent)
    # 1.2E+3 reads badly in a table: whole numbers of usual size are written out
    return str(int(rounded)) if 0 < exponent < DIGITS else decimal_text(rounded)


def quantity_text(value: float | Decimal, unit: str) -> str:
    """``number_text`` with its unit: ``"93.1 %"``; a number without dimension has no unit (``""``)."""
    return f"{number_text(value)} {unit}".rstrip()


def digest_of(
    kind: str, version: int, files: Mapping[str, bytes], parameters: Mapping[str, Json], findings: Findings
) -> str:
    """SHA-256 in hexadecimal of what went in and what came out.

    Raises:
        NotCanonical: when parameters or details hold a float or text that is not in normalisation form C.
    """
    whole = {
        "kind": kind,
        "version": version,
        "files": [[name, sha256(content).hexdigest()] for name, content in sorted(files.items())],
        "parameters": dict(parameters),
        "values": [[name, value] for name, value in sorted(findings.values.items())],
        "details": dict(findings.details),
    }
    return sha256(canonical.encode(canonical.plain(whole), max_bytes=MAX_BYTES)).hexdigest()
