"""One small, closed language for limits, branches, specifications, qualification rules and policies.

Numbers carry units, an unknown datum makes the answer unknown and is named, and every answer can show its reasons.
There are no loops, no assignments and no way to reach Python. Read with ``parse``, declare names and compile with
``compile_expression``, then ``decide`` or ``answer``; ``evaluate`` does all at once. Every refusal is a
``cellpark.kernel.problem.Refused`` with codes ``expression.*``. Grammar and rules: ``docs/expression-language.md``.
"""

from cellpark.kernel.expression.format import format_expression
from cellpark.kernel.expression.kinds import DAY, INSTANT, TEXT, TRUTH, Kind, Value, list_of, number
from cellpark.kernel.expression.parser import Expression, parse
from cellpark.kernel.expression.program import Program, compile_expression, evaluate, names_of
from cellpark.kernel.expression.reasons import Answer, Reason, shown

__all__ = [
    "DAY",
    "INSTANT",
    "TEXT",
    "TRUTH",
    "Answer",
    "Expression",
    "Kind",
    "Program",
    "Reason",
    "Value",
    "compile_expression",
    "evaluate",
    "format_expression",
    "list_of",
    "names_of",
    "number",
    "parse",
    "shown",
]
