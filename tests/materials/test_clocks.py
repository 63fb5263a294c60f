"""Hold clocks: what starts and stops them, when they turn amber and red, and that a breach is noticed (T10)."""

from datetime import timedelta

import pytest

from cellpark.base.actor import Actor
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event
from cellpark.materials import public as materials
from cellpark.materials.public import (
    ClockKind,
    ClockLimit,
    Consumed,
    CustodyAct,
    Movement,
    OperationKind,
    Produced,
    StorageCondition,
    clocks_of,
    notice_breaches,
    operate,
)
from tests.materials.plant import Plant, later, q

WORKER = Actor.system("worker")


def reading(container: materials.Container, kind: ClockKind) -> materials.Reading:
    container.refresh_from_db()
    return next(each for each in clocks_of(container) if each.kind is kind)


def move(plant: Plant, container: materials.Container, act: CustodyAct, condition: StorageCondition) -> None:
    verdict = materials.move_container(
        actor=plant.operator,
        container_id=container.id,
        raw=container.code,
        movement=Movement(act=act, place="LN2-1/R1", condition=condition),
    )
    assert verdict.ok


def vector(plant: Plant) -> materials.Container:
    master = materials.describe_material(
        actor=plant.planner,
        organisation_id=plant.organisation.id,
        code="RM-0501",
        name_en="Vector",
        kind=materials.MaterialKind.VECTOR,
        unit="mL",
        storage=StorageCondition.DEEP_FROZEN,
        clocks=[ClockLimit(kind=ClockKind.OUT_OF_FREEZER, limit=q("60 min"))],
    )
    return plant.stock(plant.lot(master, "V1"), "10 mL")


def test_the_fresh_window_runs_from_the_collection_and_is_forecast(plant: Plant, clock: FixedClock) -> None:
    bag = plant.patient_bag(collected_at=later(hours=-10))
    found = reading(bag, ClockKind.FRESH)
    assert (found.used, found.due_at, found.amber_at) == (timedelta(hours=10), later(hours=62), later(hours=44))
    assert (found.colour, found.share_percent) == ("green", 13)
    clock.advance(timedelta(hours=44))
    assert reading(bag, ClockKind.FRESH).colour == "amber"
    clock.advance(timedelta(hours=18))
    assert reading(bag, ClockKind.FRESH).colour == "red"


def test_a_budget_adds_up_over_several_times_out_of_the_freezer(plant: Plant, clock: FixedClock) -> None:
    vial = vector(plant)
    assert not reading(vial, ClockKind.OUT_OF_FREEZER).running
    for _ in range(2):
        move(plant, vial, CustodyAct.CRYO_OUT, StorageCondition.AMBIENT)
        clock.advance(timedelta(minutes=25))
        move(plant, vial, CustodyAct.CRYO_IN, StorageCondition.DEEP_FROZEN)
        clock.advance(timedelta(days=1))
    found = reading(vial, ClockKind.OUT_OF_FREEZER)
    assert (found.used, found.running, found.due_at, found.colour) == (timedelta(minutes=50), False, None, "amber")
    assert vial.state == "stored"


def test_what_is_used_out_of_a_store_left_it_first(plant: Plant, clock: FixedClock) -> None:
    vial = vector(plant)
    move(plant, vial, CustodyAct.STORED, StorageCondition.DEEP_FROZEN)
    operate(actor=plant.operator, kind=OperationKind.USE, consumed=[Consumed(container=vial.id, quantity=q("1 mL"))])
    clock.advance(timedelta(minutes=1))
    found = reading(vial, ClockKind.OUT_OF_FREEZER)
    assert (found.running, found.used, vial.state) == (True, timedelta(minutes=1), "in_use")


def test_a_clock_follows_the_contents_into_new_containers(plant: Plant, clock: FixedClock) -> None:
    bag = plant.patient_bag(collected_at=later(hours=-10))
    clock.advance(timedelta(hours=2))
    done = operate(
        actor=plant.operator,
        kind=OperationKind.DERIVE,
        consumed=[Consumed(container=bag.id)],
        produced=[Produced(quantity=q("120 mL"), material=plant.product.id)],
    )
    product = materials.Container.objects.get(id=done.produced[0]["container"])
    clock.advance(timedelta(minutes=45))
    assert reading(product, ClockKind.FRESH).used == timedelta(hours=12, minutes=45)
    contact = reading(product, ClockKind.DMSO)
    assert (contact.used, contact.colour) == (timedelta(minutes=45), "amber")
    move(plant, product, CustodyAct.CRYO_IN, StorageCondition.CRYOGENIC)
    assert not reading(product, ClockKind.DMSO).running


def test_T10_a_breach_is_noticed_once(plant: Plant, clock: FixedClock) -> None:
    bag = plant.patient_bag(collected_at=later(hours=-10))
    clock.advance(timedelta(hours=61, minutes=59))
    assert notice_breaches(actor=WORKER) == 0
    clock.advance(timedelta(minutes=1))
    assert notice_breaches(actor=WORKER) == 1
    assert notice_breaches(actor=WORKER) == 0
    event = Event.objects.get(type="materials.container.clock_breached")
    assert (event.stream, event.at) == (f"container/{bag.id}", later(hours=62))
    bag.refresh_from_db()
    assert bag.clock_due_at is None


def test_nothing_is_timed_in_an_empty_container(plant: Plant, clock: FixedClock) -> None:
    bag = plant.patient_bag(collected_at=later(hours=-10))
    operate(actor=plant.operator, kind=OperationKind.USE, consumed=[Consumed(container=bag.id)])
    clock.advance(timedelta(days=10))
    assert notice_breaches(actor=WORKER) == 0


def test_T18_what_will_happen_cannot_be_recorded(plant: Plant) -> None:
    """T18."""
    bag = plant.patient_bag()
    with pytest.raises(Refused) as refused:
        operate(
            actor=plant.operator, kind=OperationKind.USE, consumed=[Consumed(container=bag.id)], at=later(minutes=3)
        )
    assert [each.code for each in refused.value.problems] == ["materials.time.future"]


def test_what_is_made_expires_when_its_shelf_life_ends(plant: Plant, clock: FixedClock) -> None:
    """ATMP-4b: the master says it; a part keeps the expiry of the whole, and no hold clock runs for years."""
    master = materials.describe_material(
        actor=plant.planner,
        organisation_id=plant.organisation.id,
        code="FP-0009",
        name_en="Product",
        kind=materials.MaterialKind.PRODUCT,
        unit="mL",
        donor_use=materials.DonorUse.AUTOLOGOUS,
        clocks=[ClockLimit(kind=ClockKind.SHELF_LIFE, limit=q("365 d"))],
    )
    done = operate(
        actor=plant.operator,
        kind=OperationKind.DERIVE,
        consumed=[Consumed(container=plant.patient_bag().id)],
        produced=[Produced(quantity=q("100 mL"), material=master.id)],
    )
    whole = materials.Container.objects.get(id=done.produced[0]["container"])
    clock.advance(timedelta(days=1))
    done = operate(
        actor=plant.operator,
        kind=OperationKind.SPLIT,
        consumed=[Consumed(container=whole.id, quantity=q("40 mL"))],
        produced=[Produced(quantity=q("20 mL")), Produced(quantity=q("20 mL"))],
    )
    part = materials.Container.objects.get(id=done.produced[0]["container"])
    assert (whole.expires_at, part.expires_at) == (later(days=365), later(days=365))
    assert clocks_of(part) == ()
