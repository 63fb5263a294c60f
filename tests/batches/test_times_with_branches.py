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


def test_T10_a_time_behind_a_loop_counts_from_the_end_of_its_last_round() -> None:
    """T10: the filling has 90 minutes from the last control of the expansion, however many rounds there were."""
    plan = Plan(parse(SMALL))
    rounds = {"U1.1 tnc": "1e9 cells", "U2.1#1 vcd": "1e6 cells/mL", "U2.1#2 vcd": "1e6 cells/mL"}
    history = grown(plan, "U2.1#2", {**rounds, "U2.1#1 tvc": "1e9 cells", "U2.1#2 tvc": "3e9 cells"})
    clocks = [
        {str(each.since) for (step, _name), each in state.clocks.items() if step == "U3.1"} for state in history.states
    ]
    ends = [str(history.state.steps[key].ended_at) for key in ("U2.1#1", "U2.1#2")]
    told = [since for since, before in zip(clocks[1:], clocks, strict=False) if since != before]
    assert told == [{ends[0]}, set(), {ends[1]}]
