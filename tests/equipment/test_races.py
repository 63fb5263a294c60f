"""What two people do at the same instant: the database decides, first without its constraint, then with it."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.equipment import public as plant
from cellpark.equipment.public import OpenWork, Reservation
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import check_rebuild
from tests.equipment.clearing import noted
from tests.equipment.plant import FAR, Plant, bag, cleared, make_plant, someone_in

pytestmark = pytest.mark.durable


@pytest.fixture
def here(durable: str) -> Plant:
    return make_plant()


def both(*acts: object) -> list[str]:
    """Run the acts at the same time on connections of their own; the name of what each one raised, or ``done``."""
    gate, outcomes = Barrier(len(acts)), ["?"] * len(acts)

    def run(index: int) -> None:
        try:
            with use_scope(EVERYTHING):
                gate.wait()
                acts[index]()  # type: ignore[operator]
            outcomes[index] = "done"
        except Exception as error:  # noqa: BLE001 -- what came out is the result
            problems = getattr(error, "problems", ())
            outcomes[index] = problems[-1].code if problems else type(error).__name__
        finally:
            connection.close()

    threads = [Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def book(here: Plant, hour: int, equipment: UUID | None = None) -> None:
    start = now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1, hours=hour)
    Reservation.objects.create(
        id=new_id(), organisation=here.home, equipment_id=equipment or here.incubator.id, batch=f"P-{hour}",
        starts_at=start, ends_at=start + timedelta(hours=2), by="person/x",
    )  # fmt: skip


def test_two_bookings_of_one_time_race_and_the_database_keeps_one(here: Plant, superuser: psycopg.Connection) -> None:
    """Equipment and time folded into one range: without the constraint both are kept, with it one."""
    [definition] = superuser.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'equipment_booked_once'"
    ).fetchone() or [""]
    superuser.execute("ALTER TABLE equipment_reservation DROP CONSTRAINT equipment_booked_once")
    assert both(lambda: book(here, 1), lambda: book(here, 2)) == ["done", "done"]
    superuser.execute("DELETE FROM equipment_reservation")
    superuser.execute(f"ALTER TABLE equipment_reservation ADD CONSTRAINT equipment_booked_once {definition}")
    assert both(lambda: book(here, 1), lambda: book(here, 2)) == ["IntegrityError", "done"]
    assert both(lambda: book(here, 4), lambda: book(here, 1, here.cabinet.id)) == ["done", "done"]
    with use_scope(EVERYTHING):
        Reservation.objects.filter(batch="P-4").update(state="cancelled")
        book(here, 4)


def test_two_works_in_one_room_race_and_the_database_keeps_one(here: Plant, superuser: psycopg.Connection) -> None:
    """T6: without the index two donors are open in one room, with it one."""

    def begin(batch: str) -> None:
        OpenWork.objects.create(
            id=new_id(), organisation=here.home, room=here.clean, batch=batch, begun_at=now()
        )  # fmt: skip

    [definition] = superuser.execute(
        "SELECT indexdef FROM pg_indexes WHERE indexname = 'equipment_one_open_work_in_a_room'"
    ).fetchone() or [""]
    superuser.execute("DROP INDEX equipment_one_open_work_in_a_room")
    assert both(lambda: begin("P-1"), lambda: begin("P-2")) == ["done", "done"]
    superuser.execute("DELETE FROM equipment_openwork")
    superuser.execute(definition)
    assert both(lambda: begin("P-1"), lambda: begin("P-2")) == ["IntegrityError", "done"]


def test_two_people_open_two_donors_in_one_room_at_once_and_one_is_refused(here: Plant) -> None:
    """T6 through the acts: the loser reads why."""
    with use_scope(EVERYTHING):
        cleared(here, here.clean)
        someone_in(here.clean, here.operator)
        someone_in(here.clean, here.second)

    def opens(who: object, code: str) -> object:
        return lambda: plant.open_container(
            actor=who, room_id=here.clean.id, facts=bag(code, f"COI-{code}"), batch=f"P-{code}"
        )

    assert both(opens(here.operator, "1"), opens(here.second, "2")) == ["done", "equipment.opening.second_donor"]


def test_the_tables_are_what_their_streams_say(here: Plant) -> None:
    """Rebuilding tables from events gives the same rows, whatever happened."""
    with use_scope(EVERYTHING):
        live_a_day(here)
        before = check_rebuild()
        assert before.differences == ()
        counted = {table: rows for table, rows in before.rows.items() if table.startswith("equipment_")}
        assert min(counted.values()) >= 1
        OpenWork.objects.update(batch="P-9")
        changed = check_rebuild().differences
    assert [(each.table, each.kind, each.columns) for each in changed] == [
        ("equipment_openwork", "differs", ("batch",))
    ]


def live_a_day(here: Plant) -> None:
    plant.note_serial(actor=here.quality, equipment_id=here.cabinet.id, serial="SN-1", reason="type plate")
    first = noted(here.operator, here.clean)
    plant.void_clearance(actor=here.operator, clearance_id=first.id, reason="a bin was full")
    cleared(here, here.clean)
    someone_in(here.clean, here.operator)
    facts = bag()
    plant.place_container(actor=here.operator, room_id=here.clean.id, facts=facts, batch="P-1")
    plant.open_container(
        actor=here.operator, room_id=here.clean.id, facts=facts, batch="P-1", equipment_id=here.cabinet.id
    )
    plant.close_container(actor=here.operator, room_id=here.clean.id, container=facts.container)
    plant.remove_container(actor=here.operator, room_id=here.clean.id, container=facts.container)
    plant.end_work(actor=here.operator, room_id=here.clean.id)
    plant.leave_room(actor=here.operator, room_id=here.clean.id)
    plant.start_use(actor=here.operator, equipment_id=here.incubator.id, batch="P-1", product="CAR-T")
    plant.finish_use(actor=here.operator, equipment_id=here.incubator.id, batch="P-1")
    plant.change_service(actor=here.operator, equipment_id=here.cabinet.id, verb="take_out", reason="alarm")
    plant.change_service(actor=here.quality, equipment_id=here.cabinet.id, verb="bring_back", reason="repaired")
    plant.move_equipment(actor=here.quality, equipment_id=here.incubator.id, room_id=here.vector.id, reason="moved")
    plant.change_room_state(actor=here.quality, room_id=here.vector.id, verb="take_out", reason="leak")
    drafted = plant.draft_assessment(
        actor=here.quality, code="RA-1", title_en="Parallel", rooms=["B-101"], measures="marks",
        valid_until=now().date() + timedelta(days=9),
    )  # fmt: skip
    plant.withdraw_assessment(actor=here.quality, assessment_id=drafted.id, reason="not needed")
    start = now() + timedelta(hours=1)
    booked = plant.reserve(
        actor=here.operator, equipment_id=here.cabinet.id, batch="P-1", starts_at=start, ends_at=FAR.replace(year=2027)
    )
    plant.cancel_reservation(actor=here.operator, reservation_id=booked.id, reason="moved")
    with pytest.raises(Refused):
        plant.start_use(actor=here.operator, equipment_id=here.incubator.id, batch="P-2", product="")
