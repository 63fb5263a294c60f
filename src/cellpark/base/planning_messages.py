"""Sentences for facts of a plant that cannot be read or that contradict each other."""

from django.utils.translation import gettext_lazy as _

from cellpark.base.messages import Message

_WHOLE = _("Times are whole units from the origin of the facts on, spans are half-open, and counts are whole numbers.")
_KINDS = {
    "resource": _("Resource"),
    "calendar": _("Working times"),
    "job": _("Job"),
    "operation": _("Operation of a job"),
}

_DIRECTIONS = {"later": _("later"), "earlier": _("earlier")}
_RULES = {
    "begun": _("what has begun, or is out of order, stays"),
    "frozen": _("what is about to begin stays"),
    "urgent": _("the more urgent patient goes first"),
    "published": _("who was published there before stays"),
    "least": _("the least harm to all together"),
}
RELIABILITY = {"promised": _("promised"), "kept": _("kept")}
"""The axes of the picture of how often promises are kept."""
_MOVED = _("%(operation)s begins %(by)s %(direction)s, at %(after)s instead of %(before)s.")
_BY_RULE = _("Rule %(number)s: %(rule)s.")
_MOVED_WORDS = {"direction": _DIRECTIONS, "rule": _RULES}

_FAULT = _("A schedule is shown only when a check that shares no code with the solver finds nothing.")
_REPORT = _("Plan again; if this comes back, report it with the facts as a file.")

MESSAGES = {
    "planning.file.unreadable": Message(
        _("The file is not in the format %(format)s."),
        _("It is one JSON object in UTF-8 of at most %(limit)s MB that names its format."),
        _("Compare the file with docs/planning-facts.schema.json."),
    ),
    "planning.file.field": Message(
        _("“%(place)s” is missing, unknown, or not what it should be."),
        _WHOLE,
        _("Compare the file with docs/planning-facts.schema.json."),
    ),
    "planning.facts.too_many": Message(
        _("The facts name %(operations)s operations; at most %(limit)s are planned at once."),
        _("A plan has to be made and checked in the memory and the time of one machine."),
        _("Plan a shorter time, or each building by itself."),
    ),
    "planning.facts.horizon": Message(
        _("The horizon of %(horizon)s units is not between 1 and %(limit)s."),
        _("Every unit of the horizon is looked at."),
        _("Plan fewer days, or count in longer units."),
    ),
    "planning.facts.empty_job": Message(
        _("The job “%(job)s” has no operation."), "", _("Give it its operations or leave it out.")
    ),
    "planning.facts.modes": Message(
        _("“%(operation)s” can be done in %(found)s ways; there have to be between 1 and %(limit)s."),
        _("Each mode counts once for every choice of its resources."),
        _("Name resources that are alike as one resource with a capacity."),
    ),
    "planning.facts.number": Message(
        _("“%(place)s” is %(value)s and has to be between %(least)s and one million."),
        _WHOLE,
        _("Correct the number."),
    ),
    "planning.facts.twice": Message(
        _("%(kind)s: “%(key)s” is there twice."),
        _("Schedules and explanations name each thing by its key."),
        _("Give each a key of its own."),
        {"kind": _KINDS},
    ),
    "planning.facts.unknown": Message(
        _("“%(place)s” names “%(key)s”, which is not among the facts (%(kind)s)."),
        "",
        _("Correct the name or add what it names."),
        {"kind": _KINDS},
    ),
    "planning.facts.capacity_zero": Message(
        _("The capacity of “%(resource)s” is %(capacity)s."),
        _("A resource of which there is none can never be taken."),
        _("Give it a capacity of at least 1, or leave it out."),
    ),
    "planning.facts.shift": Message(
        _("The shift %(shift)s of “%(calendar)s” ends before it starts, overlaps another or goes beyond the repeat."),
        _WHOLE,
        _("Correct the shift; two crews at once are one shift with a count."),
    ),
    "planning.facts.shift_count": Message(
        _("“%(calendar)s” puts %(count)s on a shift, and “%(resource)s” has %(capacity)s."),
        "",
        _("Correct the count of the shift or the capacity."),
    ),
    "planning.facts.never_open": Message(
        _("The working times of “%(calendar)s” never open within the horizon, so “%(resource)s” is never there."),
        "",
        _("Add a shift with somebody in it, or leave the resource out."),
    ),
    "planning.facts.nothing_named": Message(
        _("A need of “%(place)s” names no resource."), "", _("Name at least one, or leave the need out.")
    ),
    "planning.facts.capacity": Message(
        _("“%(place)s” needs %(count)s of %(resources)s; at most %(most)s are ever there at once."),
        _("What an operation needs is there together or not at all."),
        _("Lower the need, or give the resource more capacity."),
    ),
    "planning.facts.frozen": Message(
        _("What is frozen of “%(operation)s” names a mode or a resource that the operation does not have."),
        "",
        _("Name its mode by number from 0 on, and one resource for each need."),
    ),
    "planning.facts.cyclic": Message(
        _("In the job “%(job)s” these cannot all hold: %(facts)s."),
        _("They go round in a circle and ask for more time than there is; without any one of them they would not."),
        _("Change one of them."),
    ),
    "planning.facts.beyond_horizon": Message(
        _("The job “%(job)s” does not end within the horizon of %(horizon)s units, even alone in the plant."),
        _("Operations wait for the people that they need, and for operations that stay where they are."),
        _("Plan more days, or look at its release and its longest operation."),
    ),
    "planning.facts.no_meeting": Message(
        _("In the job “%(job)s” no working time meets all of these: %(facts)s. Operations: %(operations)s."),
        _("Even alone in the plant there is no such time; without any one of these facts there would be."),
        _("Widen a limit, or let the people of these operations be there at other times."),
    ),
    "planning.schedule.unreadable": Message(
        _("The file is not in the format %(format)s."),
        _("It is one JSON object in UTF-8 of at most %(limit)s MB that names its format."),
        _("Write it with “cellpark plan schedule --json”."),
    ),
    "planning.schedule.no_room": Message(
        _("In this plan no room was found for the job “%(job)s” within the horizon of %(horizon)s units."),
        _("What runs already stays where it is, and the rest has to fit round it."),
        _("Plan more days, add capacity, or take a job out."),
    ),
    "planning.schedule.not_found": Message(
        _("%(turns)s turns were not enough to find a schedule."),
        _("A plan stops after a stated effort, so that the same facts give the same plan."),
        _("Allow more turns, or plan fewer jobs."),
    ),
    "planning.schedule.too_much": Message(
        _("Looking at every schedule takes more than %(limit)s steps."),
        "",
        _("Use another solver; this one is for a handful of operations."),
    ),
    "planning.check.missing": Message(_("“%(operation)s” is not in the schedule."), _FAULT, _REPORT),
    "planning.check.unknown": Message(
        _("“%(operation)s” is in the schedule twice, or is no operation of the facts."), _FAULT, _REPORT
    ),
    "planning.check.hold": Message(
        _("What is kept by hold %(hold)s of “%(job)s” is missing, named twice or not among its choices."),
        _FAULT,
        _REPORT,
    ),
    "planning.check.mode": Message(
        _("“%(operation)s” names a mode or a resource that it does not have."), _FAULT, _REPORT
    ),
    "planning.check.frozen": Message(
        _("“%(operation)s” starts at %(start)s and is frozen at %(frozen)s."), _FAULT, _REPORT
    ),
    "planning.check.early": Message(_("“%(operation)s” starts at %(start)s, before %(earliest)s."), _FAULT, _REPORT),
    "planning.check.horizon": Message(
        _("“%(operation)s” ends at %(end)s, after the horizon of %(horizon)s."), _FAULT, _REPORT
    ),
    "planning.check.working_time": Message(
        _("“%(operation)s” from %(start)s to %(end)s has %(worked)s units of working time and takes %(duration)s."),
        _FAULT,
        _REPORT,
    ),
    "planning.check.lag": Message(
        _("In “%(job)s” from %(first)s to %(second)s pass %(found)s units; allowed are %(least)s to %(most)s."),
        _FAULT,
        _REPORT,
    ),
    "planning.check.capacity": Message(
        _("At %(at)s %(taken)s of “%(resource)s” are taken and there are %(room)s: %(who)s."), _FAULT, _REPORT
    ),
    "planning.check.mixed": Message(
        _("“%(first)s” and “%(second)s” are of groups kept apart and meet in “%(resource)s” within %(gap)s units."),
        _FAULT,
        _REPORT,
    ),
    "planning.check.objective": Message(_("The schedule says %(said)s and comes to %(right)s."), _FAULT, _REPORT),
    "planning.promise.published": Message(
        _("The published plan does not fit the facts: the job “%(job)s” cannot stand where it is planned."),
        _("A slot is promised among patients who are where the plan says."),
        _("Plan again, publish, and ask then."),
    ),
    "planning.promise.unknown": Message(
        _("“%(name)s” is asked for and is neither inside nor planned, or is named twice."),
        _("A chance is counted for patients and ends that are known."),
        _("Name patients who are there, each once, and ends of the network."),
    ),
    "planning.promise.scenarios": Message(
        _("%(count)s scenarios cannot be counted."),
        _("There are between 1 and %(limit)s of them, of a length that ends, on one worker or more."),
        _("Correct the numbers."),
    ),
    "planning.replan.unknown": Message(
        _("“%(name)s” is neither a job nor a resource of the facts."),
        _("A disturbance names what it hits."),
        _("Correct the name."),
    ),
    "planning.replan.twice": Message(
        _("“%(job)s” is in the plan already."),
        _("Each job and each failure has a name of its own."),
        _("Give the new one another name."),
    ),
    "planning.replan.again": Message(
        _("“%(job)s” cannot be made again from “%(operation)s” on."),
        _("A batch is made again from one of its own operations on, under a key of its own."),
        _("Name an operation of the batch and a key for the new one."),
    ),
    "planning.replan.span": Message(
        _("The time for which “%(resource)s” is away ends before it begins, or nothing of it is away."),
        "",
        _("Correct the times and the count."),
    ),
    "planning.replan.in_use": Message(
        _("“%(resource)s” is out of order and kept by %(who)s, which are more than there is room for."),
        _("What is kept already is not moved to another device by a plan."),
        _("Say which batch failed, or that one was moved by hand, and plan again."),
    ),
    "planning.moved.hit": Message(_MOVED, _("What it needs is there only from %(until)s on."), "", _MOVED_WORDS),
    "planning.moved.out": Message(
        _MOVED, _("“%(resource)s” is out of order or away until %(until)s."), _BY_RULE, _MOVED_WORDS
    ),
    "planning.moved.taken": Message(
        _MOVED, _("“%(resource)s” is taken by %(who)s and free again at %(until)s."), _BY_RULE, _MOVED_WORDS
    ),
    "planning.moved.lag": Message(
        _MOVED, _("It comes at least %(limit)s after %(other)s, which was moved."), "", _MOVED_WORDS
    ),
    "planning.moved.follows": Message(_MOVED, _("It follows %(other)s, which was moved."), "", _MOVED_WORDS),
    "planning.moved.limit": Message(
        _MOVED, _("It may be at most %(limit)s away from %(other)s, which was moved."), "", _MOVED_WORDS
    ),
    "planning.moved.room": Message(
        _MOVED, _("Its place made room for others, or room came free for it."), _BY_RULE, _MOVED_WORDS
    ),
}
