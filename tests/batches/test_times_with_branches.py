"""A time whose end leads to a branch is told of while it runs on (T10)."""

from cellpark.batches.run import Plan, owed
from cellpark.batches.run import happened as h
from cellpark.recipes.dialect import parse
from tests.batches.floor import SMALL
from tests.batches.test_corrections import grown

SETTLES = SMALL.replace("{density}", "{settle}, {density}").replace(
    "- check density", "- time settle: 60 min; allow ..90 min; else do U2.2; as \u9759\u7f6e | settle\n- check density"
)


def test_T10_a_time_that_leads_to_a_branch_owes_an_exception_while_nobody_ends_it() -> None:
    """T10: the branch begins when the time is ended; that it is over is on record before."""
    plan = Plan(parse(SETTLES))
    history = grown(plan, "U1.2", {})
    history.wait(minutes=10)
    assert history.act(h.StepBegun(step="U2.1#1"))
    history.wait(minutes=90)
    assert owed(plan, history.state, history.at) == ()
    history.wait(minutes=1)
    [found] = owed(plan, history.state, history.at)
    assert (found.cause, found.step, found.field, found.reaction) == ("time", "U2.1#1", "settle", "deviation major")
    assert history.act(h.TimeStopped(step="U2.1#1", field="settle"))
    assert list(history.state.demanded) == ["U2.2#1"]
    assert owed(plan, history.state, history.at) == ()
