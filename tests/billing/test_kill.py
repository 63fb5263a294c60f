"""kill -9 of a billing run, between chunks and within one: no bill twice, no lease left out, no number lost."""

import os
import signal
from datetime import date

import pytest
from django.db import connection

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing import writing
from cellpark.billing.actions import continue_run as module
from cellpark.billing.public import Bill, Run, start_run
from cellpark.kernel.clock import FixedClock
from tests.billing.park import Park, make_park

UNTIL = date(2026, 10, 1)


def killed_run(park: Park, *, within: bool) -> int:
    """A process of its own that bills and is killed with SIGKILL; the signal that ended it."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            if within:
                written = writing.write_bills

                def write_and_die(*args: object, **named: object) -> object:
                    made = written(*args, **named)  # type: ignore[arg-type]
                    if Run.objects.get().done == 2:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return made

                module.write_bills = write_and_die  # type: ignore[attr-defined]
            with use_scope(EVERYTHING):
                module.continue_run(
                    actor=park.staff,
                    run_id=Run.objects.get().id,
                    progress=lambda done, _: os.kill(os.getpid(), signal.SIGKILL) if done == 4 else None,
                )
        finally:
            os._exit(1)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


@pytest.mark.faults
@pytest.mark.parametrize("within", [False, True])
def test_a_killed_run_is_resumed_without_a_double_bill_or_a_gap(
    durable: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, within: bool
) -> None:
    monkeypatch.setattr(module, "LEASES_AT_ONCE", 2)
    with use_scope(EVERYTHING):
        park = make_park()
        for number in range(6):
            park.lease(f"L-{number}", tenant=park.tenant if number % 2 else park.other)
        park.charge("m-1")
        start_run(actor=park.staff, organisation_id=park.operator.id, until=UNTIL, queued=False)
    with use_scope(EVERYTHING):
        assert killed_run(park, within=within) == signal.SIGKILL
        assert (Run.objects.get().state, Run.objects.get().done) == ("running", 2 if within else 4)
        assert Bill.objects.count() == (4 if within else 8)
        done = park.run(UNTIL)
        assert (done.state, done.bills, done.done) == ("done", 12, 6)
        numbers = list(Bill.objects.order_by("number").values_list("number", flat=True))
        assert numbers == [f"B-2026-{number:06d}" for number in range(1, 13)]
        assert len(set(Bill.objects.values_list("lease_id", "since"))) == 12
        assert done.amount == sum(each.gross for each in Bill.objects.all())
