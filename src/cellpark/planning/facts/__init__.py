"""What a plant has and what it has to do: frozen, validated dataclasses that every engine reads."""

from cellpark.planning.facts.calendars import joined, open_spans, shared, shifts_until, working_end
from cellpark.planning.facts.file import FORMAT, facts_schema, read_facts, write_facts
from cellpark.planning.facts.meeting import WorkingTimes, earliest_starts
from cellpark.planning.facts.model import (
    Calendar,
    Edge,
    Facts,
    Frozen,
    Hold,
    Job,
    Lag,
    Mode,
    Need,
    Objective,
    Operation,
    Resource,
    Shift,
)

__all__ = [
    "FORMAT",
    "Calendar",
    "Edge",
    "Facts",
    "Frozen",
    "Hold",
    "Job",
    "Lag",
    "Mode",
    "Need",
    "Objective",
    "Operation",
    "Resource",
    "Shift",
    "WorkingTimes",
    "earliest_starts",
    "facts_schema",
    "joined",
    "open_spans",
    "read_facts",
    "shared",
    "shifts_until",
    "working_end",
    "write_facts",
]
