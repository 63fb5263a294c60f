"""Closing in chunks: killed in between or within one and started again, no share is charged twice and none left out."""

import os
import signal
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing.public import Charge
from cellpark.config.subscriptions import SUBSCRIPTIONS
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event
from cellpark.utilities import effects
from cellpark.utilities import public as utilities
from cellpark.utilities.actions import continue_closing as module
from cellpark.utilities.public import Period, PeriodState, Share, Utility
from tests.utilities.site import ALL, OCTOBER, SEPTEMBER, Site, make_site

COUNT = 6


def started(site: Site) -> Period:
    """Six meters in rooms of two tenants, read, and settled; nothing is charged yet."""
    for number in range(COUNT):
        site.read(site.point(f"E-{number}", number % 2), OCTOBER, 100 * (number + 1))
    for room in (0, 1):
        site.lease(room, room, date(2026, 1, 1), date(2027, 1, 1))
    with use_scope(site.manager.scope):
        return utilities.start_closing(actor=site.manager, utility=Utility.ELECTRICITY, until=OCTOBER, since=SEPTEMBER)


def whole(site: Site) -> tuple[int, Decimal, int, str]:
    with use_scope(EVERYTHING):
        owed = Event.objects.filter(type="utilities.share.owed").count()
        row = Period.objects.get()
        named = Share.objects.filter(charge_id__isnull=False).values("charge_id").distinct().count()
        charged: Decimal = Charge.objects.aggregate(net=Sum("net"))["net"] or Decimal(0)
        assert named == Charge.objects.count()
        return Charge.objects.count(), charged, owed, row.state


@pytest.mark.django_db
def test_a_closing_is_carried_on_chunk_by_chunk(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHARES_AT_ONCE", 4)
    period = started(site)
    assert (period.state, period.shares_all, period.shares_done) == (PeriodState.CLOSING, COUNT, 0)
    assert whole(site) == (0, Decimal(0), 0, "closing")
    told: list[tuple[int, int]] = []
    with use_scope(site.manager.scope):
        utilities.continue_closing(
            actor=site.manager, period_id=period.id, progress=lambda *counted: told.append(counted)
        )
    assert told == [(4, 6), (6, 6)]
    assert whole(site) == (COUNT, period.net, COUNT, "closed")
    with use_scope(site.manager.scope):
        utilities.continue_closing(actor=site.manager, period_id=period.id)
    # closing the same days once more gives what is there
    assert site.close(OCTOBER).id == period.id
    assert whole(site) == (COUNT, period.net, COUNT, "closed")


@pytest.mark.django_db
def test_a_reading_is_corrected_once_its_period_is_charged(site: Site) -> None:
    period = started(site)
    with use_scope(site.manager.scope):
        reading = utilities.Reading.objects.filter(day=OCTOBER).order_by("id")[0]

        def correct() -> None:
            utilities.correct_reading(
                actor=site.staff, reading_id=reading.id, registers={ALL: Decimal(50)}, reason="misread", confirmed=True
            )

        with pytest.raises(Refused, match=r"utilities\.period\.closing"):
            correct()
        utilities.continue_closing(actor=site.manager, period_id=period.id)
        correct()


@pytest.mark.django_db
def test_the_worker_goes_on_with_what_was_left(site: Site) -> None:
    assert SUBSCRIPTIONS["utilities.period.closed"] == ("cellpark.utilities.effects.want_charges",)
    period = started(site)

    def jobs() -> int:
        with use_scope(EVERYTHING):
            effects.want_charges(Event.objects.get(type="utilities.period.closed").id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'utilities.closing'")
            count: int = cursor.fetchone()[0]
            return count

    assert jobs() == 1
    with use_scope(EVERYTHING):
        utilities.continue_closing(actor=site.manager, period_id=period.id)
    assert jobs() == 1


def killed_closing(site: Site, *, within: bool) -> int:
    """A process of its own that charges and is killed with SIGKILL; the signal that ended it."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            if within:
                posted = module.hand_in

                def post_and_die(share: Share, **named: object) -> None:
                    posted(share, **named)  # type: ignore[arg-type]
                    if Period.objects.get().shares_done == 2:
                        os.kill(os.getpid(), signal.SIGKILL)

                module.hand_in = post_and_die  # type: ignore[attr-defined]
            with use_scope(EVERYTHING):
                module.continue_closing(
                    actor=site.manager,
                    period_id=Period.objects.get().id,
                    progress=lambda done, _: os.kill(os.getpid(), signal.SIGKILL) if done == 4 else None,
                )
        finally:
            os._exit(1)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


@pytest.mark.faults
@pytest.mark.parametrize("within", [False, True])
def test_a_killed_closing_is_resumed_without_a_double_charge_or_a_gap(
    durable: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, within: bool
) -> None:
    monkeypatch.setattr(module, "SHARES_AT_ONCE", 2)
    with use_scope(EVERYTHING):
        site = make_site()
        period = started(site)
        assert killed_closing(site, within=within) == signal.SIGKILL
    with use_scope(EVERYTHING):
        assert Period.objects.get().shares_done == (2 if within else 4)
        utilities.continue_closing(actor=site.manager, period_id=period.id)
    assert whole(site) == (COUNT, period.net, COUNT, "closed")
