"""The faults that are put in, the places for them, and the checks that may catch them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cellpark.batches.run.state import State


class FaultKind(StrEnum):
    """What goes wrong."""

    SWAPPED_BAG = "swapped bag"
    WRONG_LOT = "wrong lot"
    LIMIT_BREACH = "limit breach"
    SKIPPED_STEP = "skipped step"
    LATE_STEP = "late step"


class Check(StrEnum):
    """What may catch it."""

    IDENTITY = "identity"  # the scan of an identified container against patient or batch (T1)
    LOT = "lot"  # the scan of a lot against its material and its expiry (T4)
    AMOUNT = "amount"  # the used amount against the computed one
    LIMIT = "limit"  # a value against its range
    PARAMETER = "parameter"  # a parameter against what may be set
    CONDITION = "condition"  # a check over recorded values
    BRANCH = "branch"  # another way through the recipe
    LOOP = "loop"  # a loop that reaches its greatest number of rounds
    ORDER = "order"  # steps in the order of the recipe (P11-6)
    COMPLETENESS = "completeness"  # nothing is signed that is not complete (211-1b)
    TIME = "time"  # a work or hold time (T10)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind, the key of the step, the field where there is one, and how it is made (``detail``)."""

    kind: FaultKind
    step: str
    field: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A place for a fault in the sound history: what was true just before."""

    fault: Fault
    state: State
    at: datetime
