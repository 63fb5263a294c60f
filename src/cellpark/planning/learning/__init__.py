"""Durations, rounds and shares of an overlay fitted anew to executed batches (docs/learning.md).

The fit is pure: facts and the overlay in force in, another overlay and what changed out. What was assumed counts as
much as a number of batches (``PRIOR``), so that a few batches hardly move it and many outweigh it. The signed recipe is
never touched.
"""

from cellpark.planning.learning.differences import Difference, differences
from cellpark.planning.learning.facts import Executed, StepDone, TestDone, facts_problems
from cellpark.planning.learning.fit import PRIOR, Learned, Line, changed_lines, learn

__all__ = [
    "PRIOR",
    "Difference",
    "Executed",
    "Learned",
    "Line",
    "StepDone",
    "TestDone",
    "changed_lines",
    "differences",
    "facts_problems",
    "learn",
]
