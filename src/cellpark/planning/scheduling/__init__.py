"""When and where each operation is done: solvers behind one signature, and a checker that none of them can talk to.

The solvers are imported when they are called: Numba and OR-Tools take their time, and no page waits for them.
"""

from contextlib import suppress

from cellpark.kernel.problem import Refused
from cellpark.planning.facts import Facts
from cellpark.planning.scheduling.checker import check, objective_of
from cellpark.planning.scheduling.file import read_schedule, write_schedule
from cellpark.planning.scheduling.result import Asked, Kept, Placed, Progress, Schedule, Solver
from cellpark.planning.scheduling.shape import loose, operations_of

PROOF_OPERATIONS, LOOSE_OPERATIONS = 60, 400
"""Plants of so many operations and fewer are given to CP-SAT as well, which proves what it finds.

More where nothing but their order holds the operations of a job together: there CP-SAT is strong.
"""
LOOSE_SHARE = 0.5
"""Of more than the former, the search has such a part of the effort, and CP-SAT the rest."""

__all__ = [
    "Asked",
    "Kept",
    "Placed",
    "Progress",
    "Schedule",
    "Solver",
    "bound_of",
    "brute",
    "check",
    "exact",
    "objective_of",
    "read_schedule",
    "search",
    "solve",
    "write_schedule",
]


def search(facts: Facts, asked: Asked) -> Schedule:
    """Constructive placement, then ruin and recreate: for plants of any size."""
    from cellpark.planning.scheduling.recreating import search as found

    return found(facts, asked)


def exact(facts: Facts, asked: Asked, hint: Schedule | None = None) -> Schedule:
    """CP-SAT on the whole: for small plants, with the proof. ``hint``: a schedule to begin with."""
    from cellpark.planning.scheduling.proving import exact as found

    return found(facts, asked, hint)


def bound_of(facts: Facts) -> int:
    """What no schedule of the facts can be better than, whatever was published."""
    from cellpark.planning.scheduling.arrays import Drawn

    return Drawn(facts).bound()


def brute(facts: Facts, asked: Asked) -> Schedule:
    """Every schedule there is: for plants of a handful of operations."""
    from cellpark.planning.scheduling.everything import brute as found

    return found(facts, asked)


def solve(facts: Facts, asked: Asked | None = None) -> Schedule:
    """The schedule to show: searched, proven where the plant is small, and seen by the checker.

    Raises ``Refused``: what the solvers refuse, and what ``check`` finds, which would be a fault of a solver.
    """
    asked = asked or Asked()
    small = operations_of(facts) <= PROOF_OPERATIONS
    proof = small or (operations_of(facts) <= LOOSE_OPERATIONS and loose(facts))
    first, then = (asked, asked) if small or not proof else (asked.part(LOOSE_SHARE), asked.part(1 - LOOSE_SHARE))
    try:
        found = search(facts, first)
    except Refused:
        # the search gives room to one job after the other and never takes it back; a small plant is asked once more
        if not proof:
            raise
        found = exact(facts, then)
    if proof and not found.proven:
        # where CP-SAT has no schedule in its part of the effort, what the search found stands
        with suppress(Refused):
            found = _better(found, exact(facts, then, found))
    problems = check(facts, found, asked.published)
    if problems:
        raise Refused(*problems)
    return found


def _better(one: Schedule, other: Schedule) -> Schedule:
    """The better schedule with the better bound."""
    from dataclasses import replace

    bound = max(one.bound, other.bound)
    best = min(one, other, key=lambda each: each.objective)
    return replace(best, bound=bound, proven=best.objective == bound)
