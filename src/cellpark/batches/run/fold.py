"""From entries to state, one at a time. An entry that does not fit leaves a legal state all the same: it is ignored.

What was recorded is fact. Whether an act was right to be recorded is decided before, by ``legal``.
"""

from collections.abc import Iterable

from cellpark.batches.run import happened as h
from cellpark.batches.run.entering import ENTERING
from cellpark.batches.run.plan import Plan
from cellpark.batches.run.state import State
from cellpark.batches.run.stepping import STEPPING

HANDLERS = {**STEPPING, **ENTERING}


def fold(plan: Plan, entries: Iterable[h.Happened], state: State | None = None) -> State:
    """The state after ``entries``, beginning at ``state`` or with nothing."""
    made = State() if state is None else state.own_copy()
    last = made.last_at
    for entry in entries:
        made.seen += 1
        handler = HANDLERS.get(type(entry.data))
        if handler is not None:
            handler(plan, made, entry.data, entry)
        if last is None or entry.at > last:
            last = entry.at
    made.last_at, made.mine = last, set()
    return made


def apply(plan: Plan, state: State, entry: h.Happened) -> State:
    """The state after one more entry; ``state`` itself stays as it is."""
    return fold(plan, (entry,), state)
