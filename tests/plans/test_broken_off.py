"""Long work on a database that has no room left, or that goes away in the middle: nothing half-kept, done again."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.plans import public as plans
from cellpark.plans.models import PlanFile
from cellpark.plans.public import Plan, Work
from cellpark.studies import public as studies
from cellpark.studies.public import Asked, ChangeKind, Study, Wanted
from tests.pages.conftest import signed_in
from tests.plans.house import House, planned_house

FAULTS = {
    "no room on the disk": "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'",
    "the connection is lost": "PERFORM pg_terminate_backend(pg_backend_pid())",
}
Asking = Callable[[House], Work | Study]


@pytest.fixture
def house(durable: str, clock: FixedClock, settings: Any, tmp_path: Path) -> House:
    with use_scope(EVERYTHING):
        return planned_house(clock, settings, tmp_path)


def drawn(house: House) -> Work:
    return plans.ask_for_plan(actor=house.one, organisation_id=house.home.id, turns=50, days=60)


def studied(house: House) -> Study:
    asked = Asked((Wanted(ChangeKind.PATIENTS, "", 120),), 40, 2, tornado=False)
    return studies.ask_study(actor=house.one, name="A study", recipe=house.floor.recipe, asked=asked)


def carried_out(row: Work | Study) -> None:
    """As the job does it: whatever happens, the connection is given back."""
    try:
        with use_scope(EVERYTHING):
            (plans if isinstance(row, Work) else studies).carry_out(row.id)
    finally:
        with suppress(OperationalError):
            connection.close()


def kept(row: Work | Study) -> tuple[object, ...]:
    """How the work stands, and all that it left behind."""
    with use_scope(EVERYTHING):
        row.refresh_from_db()
        return row.state, row.attempts, row.answer, Plan.objects.count(), PlanFile.objects.count()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("ask", [drawn, studied])
def test_work_that_breaks_off_leaves_nothing_behind_and_is_done_again(
    house: House, superuser: psycopg.Connection, ask: Asking, fault: str
) -> None:
    with use_scope(EVERYTHING):
        row = ask(house)
    files = kept(row)[-1]
    table = row._meta.db_table
    superuser.execute(
        f"CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {FAULTS[fault]}; RETURN NEW; END $$"
    )
    # at the moment at which all of it would be kept
    superuser.execute(
        f"CREATE TRIGGER fault BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION fault()"
    )
    with pytest.raises(OperationalError):
        carried_out(row)
    assert kept(row) == ("running", 1, {}, 0, files)
    page = reverse("plan_work" if isinstance(row, Work) else "study", args=[row.id])
    assert "hx-trigger" in signed_in(house.planner).get(page).content.decode()
    superuser.execute("DROP FUNCTION fault() CASCADE")
    carried_out(row)
    state, attempts, answer, count, _files = kept(row)
    assert (state, attempts) == ("done", 2)
    assert (count, bool(answer)) == ((1, False) if isinstance(row, Work) else (0, True))


def test_work_that_breaks_off_each_time_says_so_and_can_be_asked_for_again(
    house: House, superuser: psycopg.Connection
) -> None:
    with use_scope(EVERYTHING):
        rows = [drawn(house), studied(house)]
    superuser.execute(
        "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
    )
    for row in rows:
        superuser.execute(
            f"CREATE TRIGGER fault BEFORE UPDATE ON {row._meta.db_table} FOR EACH ROW "
            "WHEN (NEW.share > 0) EXECUTE FUNCTION fault()"
        )
        for _attempt in range(3):
            with pytest.raises(OperationalError):
                carried_out(row)
        carried_out(row)
        assert kept(row)[0] == "refused"
    client = signed_in(house.planner)
    said = client.get(reverse("plan_work", args=[rows[0].id])).content.decode()
    assert "The work was begun 3 times and broke off each time; nothing of it was kept." in said
    assert f'href="{reverse("plan_draw")}"' in said
    said = client.get(reverse("study", args=[rows[1].id])).content.decode()
    assert "The study broke off 3 times; nothing of it was kept." in said
    assert f"{reverse('study_ask')}?recipe={house.floor.recipe}" in said
    # and what is asked for again is done once there is room
    superuser.execute("DROP FUNCTION fault() CASCADE")
    with use_scope(EVERYTHING):
        again = [drawn(house), studied(house)]
    for row in again:
        carried_out(row)
        assert kept(row)[0] == "done"
