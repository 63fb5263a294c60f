"""What must hold of texts and codes of batches. Pure: values in, problems out."""

import re

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem

REASON_LIMIT = 500
FINDING_LIMIT = 4_000
NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}")


def reason_problems(reason: str, *, field: str = "reason", limit: int = REASON_LIMIT) -> list[Problem]:
    """A change to a record says why (CN-2f, A11-1c)."""
    if not reason.strip():
        return [Problem("base.reason_required", field=field, rule="CN-2f")]
    too_long = [Problem("base.too_long", {"limit": limit}, field=field)] if len(reason) > limit else []
    return [*too_long, *text_problems(**{field: reason})]


def number_problems(number: str) -> list[Problem]:
    """A batch's number: capital letters, digits, points, dashes and slashes, up to 40, so that it fits a label."""
    return (
        []
        if NUMBER.fullmatch(number)
        else [Problem("batches.number.malformed", {"number": number[:60]}, field="number")]
    )


def code_problems(code: str, *, field: str) -> list[Problem]:
    """A code that may be absent, printable and short."""
    too_long = [Problem("base.too_long", {"limit": 80}, field=field)] if len(code) > 80 else []
    return [*too_long, *text_problems(**{field: code})]
