"""Whether a plan, once it is published, leaves what was promised where it is."""

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.scheduling import check
from cellpark.plans.beside import Beside
from cellpark.plans.held import HeldSlot, plan_with
from cellpark.plans.holds import held_since, held_slots
from cellpark.plans.models import Plan
from cellpark.plans.queries import PlanRead, beside_of, read_plan


def held_problems(row: Plan) -> list[Problem]:
    """The first held slot that a plan would break (``plans.plan.held``); nothing where all of them stay.

    A plan does not know slots that were held after it was drawn up. One whose order it does not have needs its room
    free in it; one whose order it has ends no later than was promised. What a plan knew and moved, it moved on purpose.
    """
    slots = held_slots(row.organisation_id)
    if not slots:
        return []
    read, beside = read_plan(row), beside_of(row)
    unknown = held_since(row.organisation_id, row.as_of)
    late = [number for number, slot in slots if number in unknown and _ends_later(read, beside, number, slot)]
    if not late and _fit(read, beside, slots):
        return []
    first = late[0] if late else next(slots[n][0] for n in range(len(slots)) if not _fit(read, beside, slots[: n + 1]))
    return [Problem("plans.plan.held", {"number": first})]


def _ends_later(read: PlanRead, beside: Beside, number: str, slot: HeldSlot) -> bool:
    ends = [each.end for each in read.schedule.placed if beside.who(each.job) == number]
    here = slot.on(read.row.clock, number)
    return bool(ends) and here is not None and max(ends) > max(each.end for each in here.placed)


def _fit(read: PlanRead, beside: Beside, slots: list[tuple[str, HeldSlot]]) -> bool:
    try:
        facts, schedule = plan_with(read.facts, read.schedule, read.row.clock, beside, slots)
    except Refused:  # what the slot takes is not in this plan any more
        return False
    return not check(facts, schedule)
