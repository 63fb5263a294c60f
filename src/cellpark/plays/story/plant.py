"""The plant's part: what arrives is received, and a batch is made of it by the player of plays."""

from hashlib import sha256
from typing import Final
from uuid import UUID

from cellpark.base.time import now
from cellpark.materials import public as materials
from cellpark.materials.public import Container, ContainerState, DonorMarker, MarkerFinding
from cellpark.orders import public as orders
from cellpark.orders.public import OrderState, TreatmentOrder
from cellpark.plays.perform import carry_out
from cellpark.plays.player import Told
from cellpark.plays.script import Script
from cellpark.plays.stage import Stage
from cellpark.plays.story.script import Making, Story
from cellpark.plays.story.teller import Line, Teller
from cellpark.recipes.public import approved_versions, load_recipe

PARTS: Final = ("operator", "verifier", "qa", "planner", "store")


def bags_of(teller: Teller, order: TreatmentOrder) -> list[Container]:
    """The bags of the last collection, in the order of their volumes."""
    with teller.within("planner"):
        rows = {each.id: each for each in Container.objects.filter(id__in=[bag["container"] for bag in order.bags])}
        return [rows[UUID(bag["container"])] for bag in order.bags]


def received(teller: Teller, order: TreatmentOrder) -> TreatmentOrder:
    """Every bag passes the receipt check (CN-4b); with the last one the order is received."""
    stage = stage_of(teller)
    for bag in bags_of(teller, order):
        teller.act("store", receive_container, bag.code, stage=stage, bag=bag)
    teller.act(
        "qa",
        materials.state_donor_tests,
        order.coi,
        organisation_id=teller.organisation("qa"),
        coi=order.coi,
        results=dict.fromkeys(DonorMarker, MarkerFinding.NEGATIVE),
        report_sha256=sha256(f"example report of {order.coi}".encode()).hexdigest(),
        tested_at=now(),
        reason=teller.said("report of the hospital laboratory"),
    )
    for bag in bags_of(teller, order):
        if bag.state == ContainerState.QUARANTINED:
            teller.act(
                "qa", materials.release_container, bag.code, container_id=bag.id, reason=teller.said("receipt in order")
            )
    with teller.within("planner"):
        found = orders.order(order.id)
    if found.state == OrderState.COLLECTED:
        found = teller.act("planner", orders.note_receipt, order.coi, order_id=order.id)
    return found


def receive_container(*, actor: object, stage: Stage, bag: Container) -> Container:
    """Take one bag in as the store does."""
    assert actor == stage.store, "the store receives"
    stage.receive(bag)
    return bag


def stage_of(teller: Teller) -> Stage:
    """The plant as the players need it."""
    return Stage(teller.organisation("planner"), teller.cast["planner"], teller.cast["store"])


def made(teller: Teller, story: Story, order: TreatmentOrder, making: Making, bag: Container) -> UUID:
    """Plan the batch of the order, carry it out from this bag, and note that the product is made."""
    with teller.within("planner"):
        therapy = orders.therapy(order.therapy_id)
        version = approved_versions().get(sha256=therapy.recipe)
        recipe = load_recipe(therapy.recipe)
    suite = next(unit.place.suite for unit in recipe.units if unit.place is not None)
    planned = teller.act(
        "planner", orders.begin_manufacture, order.coi, order_id=order.id, number=making.batch, suite=suite
    )
    teller.wait_until(planned.manufacture_from)
    script = Script(
        format="cellpark.play/1",
        title=story.title,
        recipe=version.recipe.mbr,
        batch=making.batch,
        organisation=story.maker,
        coi=order.coi,
        start_material={bag.code: story.starting_material},
        cast={
            "operator": story.cast["operator"],
            "verifier": story.cast["verifier"],
            "qa": story.cast["qa"],
            "planner": story.cast["planner"],
            "store": story.cast["store"],
        },
        turns=making.turns,
    )
    cast = {part: teller.cast[part] for part in PARTS}
    hands = teller.hands(cast)

    def listen(told: Told) -> None:
        if told.problems or told.verb == "close_exception":
            about = f"{making.batch} {told.step}"
            teller.tell(Line(told.at, told.who, told.verb, about, told.problems))

    assert planned.batch_id is not None, "a batch was planned"
    with teller.within("planner"):
        stage = stage_of(teller)
        stage.starting_material(bag.code, coi=order.coi, what=story.starting_material)
        hands.do("planner", "start_batch", batch_id=planned.batch_id)
        carry_out(script, planned.batch_id, cast, (hands, hands), stage, teller.clock, listen)
    teller.act("planner", orders.note_made, order.coi, order_id=order.id)
    return planned.batch_id


def products_of(teller: Teller, batch_id: UUID) -> list[Container]:
    """The bags that the batch filled with its product; those of a batch that was rejected before are none of them."""
    with teller.within("planner"):
        lines = materials.Operation.objects.filter(batch=batch_id).values_list("produced", flat=True)
        filled = {UUID(str(each["container"])) for produced in lines for each in produced}
        rows = Container.objects.filter(id__in=filled, material__kind=materials.MaterialKind.PRODUCT, sample=False)
        return list(rows.exclude(state__in=(ContainerState.EMPTY, ContainerState.DESTROYED)).order_by("code"))
