"""Pure Python that every other floor stands on: no Django, no database, no clock of its own.

It holds what has no business meaning by itself but must be exact everywhere: problems and refusals, canonical bytes,
quantities and money, half-open intervals, lifecycle tables, time-ordered identifiers and the expression language.
Nothing here reads the environment or the time; callers pass both in. Errors are codes with parameters, translated at
the edge. Whoever needs one of these things imports its module directly, for example ``cellpark.kernel.quantity``.
"""
