"""Whatever is done, nothing appears and nothing vanishes; and the rows are what their streams say."""

import threading
from contextlib import suppress
from decimal import Decimal
from uuid import UUID

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.base.time import now
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import check_rebuild
from cellpark.materials.public import (
    Amended,
    Consumed,
    Container,
    CustodyAct,
    Into,
    Loss,
    Movement,
    Operation,
    OperationKind,
    Produced,
    StorageCondition,
    correct_operation,
    move_container,
    offer_hand_over,
    operate,
    verify_scan,
)
from tests.materials.plant import Plant, make_plant, q

STEP = st.tuples(
    st.sampled_from(["split", "pool", "transfer", "sample", "use", "into", "destroy", "correct"]),
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(1, 60),
    st.integers(0, 5),
)


def millilitres(amount: int | Decimal) -> Quantity:
    return Quantity(Decimal(amount), "mL")


def lost(operations: list[Operation]) -> Quantity:
    """What left the containers for good: losses, uses without a receiver, destructions."""
    gone = q("0 mL")
    for each in operations:
        for line in each.losses:
            gone = gone + Quantity.from_plain(line["quantity"])
        if each.kind == "destroy" or (each.kind == "use" and not each.produced):
            for line in each.consumed:
                gone = gone + Quantity.from_plain(line["quantity"])
    return gone


def amend(plant: Plant, first: int, second: int, amount: int) -> None:
    """Some line of some operation was of another amount, and perhaps of another container."""
    done = list(Operation.objects.order_by("done_at", "id"))
    rows = list(Container.objects.order_by("made_at", "id"))
    if not done:
        return
    chosen = done[first % len(done)]
    lines = [*chosen.consumed, *chosen.produced]
    line = lines[second % len(lines)]
    instead = rows[first % len(rows)].id if line in chosen.consumed and second % 2 else None
    changes = [Amended(container=UUID(line["container"]), quantity=millilitres(amount), instead=instead)]
    with suppress(Refused):
        correct_operation(actor=plant.operator, operation_id=chosen.id, changes=changes, reason="test")


def attempt(plant: Plant, step: tuple[str, int, int, int, int]) -> None:
    kind, first, second, amount, loss = step
    rows = list(Container.objects.exclude(state__in=["empty", "destroyed"]).order_by("made_at", "id"))
    if not rows:
        return
    if kind == "correct":
        amend(plant, first, second, amount)
        return
    one, other = rows[first % len(rows)], rows[second % len(rows)]
    losses = [Loss(quantity=millilitres(loss), why="hold-up")] if loss else []
    out = millilitres(max(amount - loss, 0))
    taken = Consumed(container=one.id, quantity=millilitres(amount))
    acts = {
        "split": (OperationKind.SPLIT, [taken], [Produced(quantity=out), *losses]),
        "transfer": (OperationKind.TRANSFER, [taken], [Produced(quantity=out), *losses]),
        "sample": (OperationKind.SAMPLE, [taken], [Produced(quantity=out), *losses]),
        "use": (OperationKind.USE, [taken], []),
        "destroy": (OperationKind.DESTROY, [Consumed(container=one.id)], []),
        "into": (OperationKind.USE, [taken], [Into(container=other.id, quantity=out), *losses]),
        "pool": (
            OperationKind.POOL,
            [Consumed(container=one.id), Consumed(container=other.id)],
            [Produced(quantity=one.quantity + other.quantity)],
        ),
    }
    chosen, consumed, produced = acts[kind]
    with suppress(Refused):
        operate(actor=plant.operator, kind=chosen, consumed=consumed, produced=produced, reason="test", at=now())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=12))
def test_211_1b_any_sequence_of_operations_keeps_the_sum(
    plant: Plant, steps: list[tuple[str, int, int, int, int]]
) -> None:
    before = sum((row.quantity for row in Container.objects.all()), start=q("0 mL")) + lost(
        list(Operation.objects.all())
    )
    plant.patient_bag(amount="100 mL")
    plant.patient_bag(amount="50.5 mL")
    for step in steps:
        attempt(plant, step)
    rows = list(Container.objects.all())
    assert all(row.quantity >= q("0 mL") for row in rows)
    assert sum((row.quantity for row in rows), start=q("0 mL")) + lost(list(Operation.objects.all())) == before + q(
        "150.5 mL"
    )


def test_T16_P11_5a_the_tables_are_what_their_streams_say(durable: str, everything: Scope) -> None:
    """A row that was changed behind the ledger's back is named; the graph is made again as well."""
    plant = make_plant()
    for step in (
        ("split", 0, 0, 30, 2),
        ("sample", 0, 0, 1, 0),
        ("use", 1, 0, 5, 0),
        ("into", 0, 1, 5, 1),
        ("correct", 2, 0, 4, 0),
    ):
        plant.patient_bag(amount="100 mL")
        attempt(plant, step)
    assert Operation.ever.count() > Operation.objects.count()
    bag = Container.objects.filter(state="available").first()
    assert bag is not None
    move = Movement(act=CustodyAct.CRYO_IN, place="LN2-1/R1/A1", condition=StorageCondition.CRYOGENIC)
    move_container(actor=plant.operator, container_id=bag.id, raw=bag.code, movement=move)
    verify_scan(actor=plant.operator, raw="CT-NO", expected_container=bag, purpose="test")
    offer_hand_over(actor=plant.operator, container_id=bag.id, raw=bag.code)
    assert check_rebuild().differences == ()
    Container.objects.filter(id=bag.id).update(place="elsewhere")
    assert [(each.table, each.columns) for each in check_rebuild().differences] == [("materials_container", ("place",))]


def test_two_operations_never_both_take_the_last_millilitre(durable: str) -> None:
    """211-1b: the streams of the containers are locked before anything is counted."""
    with use_scope(EVERYTHING):
        plant = make_plant()
        bags = [plant.patient_bag(amount="10 mL"), plant.patient_bag(amount="10 mL")]
    start, answers = threading.Barrier(4), []

    def take(order: int) -> None:
        turned = bags if order % 2 else bags[::-1]
        start.wait()
        try:
            with use_scope(EVERYTHING):
                operate(
                    actor=plant.operator,
                    kind=OperationKind.POOL,
                    consumed=[Consumed(container=each.id, quantity=q("10 mL")) for each in turned],
                    produced=[Produced(quantity=q("20 mL"))],
                )
            answers.append("done")
        except Refused as refused:
            answers.append(refused.problems[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(order,)) for order in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["done", *["materials.operation.too_much"] * 3]
    with use_scope(EVERYTHING):
        assert sum((row.quantity for row in Container.objects.all()), start=q("0 mL")) == q("20 mL")
