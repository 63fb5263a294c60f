"""What one run of rows turned out to hold."""

from dataclasses import dataclass, field

from cellpark.ledger.verify.faults import Faults
from cellpark.ledger.verify.leaves import Leaves


@dataclass(slots=True)
class Checked:
    """What one run of rows holds: enough to join it to its neighbours."""

    leaves: Leaves
    events: int = 0
    waiting: int = 0
    sealed: int = 0
    began: dict[str, tuple[int, bytes, int]] = field(default_factory=dict)
    ended: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    last_rid: int = -1
