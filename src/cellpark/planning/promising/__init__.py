"""When a patient will be done: a slot at once, and how sure that is, from scenarios that start in the plant as it is.

A slot is where a patient fits among those who are planned (``slot``). A chance is counted over scenarios of the
simulation (``chance``): who is inside goes on from where he stands, who is planned comes in the published order.
Whether such promises are kept as often as they say is a study of its own (``calibration``). Numba is imported when
something is called.
"""

from typing import TYPE_CHECKING

from cellpark.planning.promising.chance import Chance, Scenarios
from cellpark.planning.promising.order import planned

if TYPE_CHECKING:
    from cellpark.planning.facts import Facts, Job
    from cellpark.planning.promising.slot import Held, Slot, Slots
    from cellpark.planning.scheduling import Schedule
    from cellpark.planning.simulation.public import Network, Present

__all__ = ["Chance", "Scenarios", "chances", "hold", "planned", "slots"]


def slots(facts: "Facts", published: "Schedule", like: "Job") -> "Slots":
    """A published plan that can be asked for slots of patients like one (``slot.Slots``)."""
    from cellpark.planning.promising.slot import Slots

    return Slots(facts, published, like)


def hold(facts: "Facts", published: "Schedule", slot: "Slot", key: str) -> "Held":
    """Book a slot (``slot.hold``)."""
    from cellpark.planning.promising.slot import hold as held

    return held(facts, published, slot, key)


def chances(
    network: "Network", present: "Present", patients: tuple[str, ...], scenarios: Scenarios | None = None
) -> tuple[Chance, ...]:
    """How likely each patient is done by when (``scenario.chances``)."""
    from cellpark.planning.promising.scenario import chances as found

    return found(network, present, patients, scenarios or Scenarios())
