"""The whole way of one patient: what happens in which order, and how it ends."""

from datetime import timedelta
from uuid import UUID

from cellpark.base.time import now
from cellpark.materials.public import Container
from cellpark.orders import public as orders
from cellpark.orders.public import Again, TreatmentOrder
from cellpark.plays.story import desk, laboratory, plant, road, ward
from cellpark.plays.story.script import End, Making, PatientScript, Story
from cellpark.plays.story.teller import Teller
from cellpark.release.public import Decision
from cellpark.shipments.public import Condition

AHEAD = timedelta(days=2)


def go(teller: Teller, story: Story, patient: PatientScript, order: TreatmentOrder) -> None:
    """One patient from the accepted order to the end that the script names."""
    if patient.ends is End.CANCELLED:
        given = [patient.reason[language] for language in ("zh", "en") if patient.reason.get(language)]
        reason = " | ".join(given) or teller.said("treatment not indicated any more")
        teller.act("physician", orders.cancel_order, order.coi, order_id=order.id, reason=reason)
        return
    order = ward.collected(teller, patient, order, patient.din)
    bags = plant.bags_of(teller, order)
    number = f"IN-{order.number[-6:]}"
    road.carried(teller, road.Trip(number, "nurse", "store", Condition.FRESH, patient.warm), bags)
    order = plant.received(teller, order)
    batch_id = _made_and_tested(teller, story, order, patient.batches[0], bags[0])
    failed = next(iter(patient.batches[0].results.items()), ("", ""))
    if patient.ends is End.RESCUED:
        batch_id = _rescued(teller, story, order, patient, bags[1], batch_id)
    if patient.ends is End.SUPPLIED:
        laboratory.investigated(
            teller, batch_id, f"{failed[0]} {failed[1]}: {teller.said('confirmed by a second analyst')}"
        )
        desk.reviewed(teller, batch_id)
        desk.planned(teller, batch_id)
        desk.supplied(teller, batch_id, order, f"{failed[0]} {failed[1]}")
    else:
        desk.reviewed(teller, batch_id)
        desk.planned(teller, batch_id)
        desk.cosigned(teller, order)
        desk.decided(teller, batch_id, Decision.CERTIFY_STAGE_ONE, "everything but the late result is there")
    _given(teller, patient, order, batch_id)
    if patient.ends is not End.SUPPLIED:
        laboratory.finished_late(teller, batch_id, story.results)
        desk.reviewed(teller, batch_id)
        desk.decided(teller, batch_id, Decision.CERTIFY, "the late result is there")


def _made_and_tested(
    teller: Teller,
    story: Story,
    order: TreatmentOrder,
    making: Making,
    bag: Container,
) -> UUID:
    batch_id = plant.made(teller, story, order, making, bag)
    laboratory.watched(teller, batch_id)
    laboratory.tested(teller, batch_id, {**story.results, **making.results})
    return batch_id


def _rescued(
    teller: Teller,
    story: Story,
    order: TreatmentOrder,
    patient: PatientScript,
    reserve: Container,
    failed: UUID,
) -> UUID:
    """The first product is rejected, and another is made of what was kept of the same collection."""
    laboratory.investigated(teller, failed, teller.said("confirmed; the culture stopped growing"))
    desk.reviewed(teller, failed)
    desk.decided(teller, failed, Decision.REJECT, "out of specification, and a reserve is there")
    reason = teller.said("from the reserve of the same collection")
    again = teller.act("qa", orders.begin_again, order.coi, order_id=order.id, again=Again.MANUFACTURE, reason=reason)
    ward.planned_again(teller, again)
    return _made_and_tested(teller, story, order, patient.batches[1], reserve)


def _given(teller: Teller, patient: PatientScript, order: TreatmentOrder, batch_id: UUID) -> None:
    """The product goes to the hospital and is given; the slots are moved as one where the plan is over."""
    with teller.within("planner"):
        order = orders.order(order.id)
    if order.infuse_at is not None and order.infuse_at < now() + AHEAD:
        soon = now() + AHEAD + timedelta(hours=12)
        order = ward.put_off(teller, order, soon, "results came later than planned")
    bags = plant.products_of(teller, batch_id)
    number = f"OUT-{order.number[-6:]}"

    def left() -> None:
        teller.act("planner", orders.ship_order, order.coi, order_id=order.id, shipment=number)

    road.carried(teller, road.Trip(number, "store", "nurse", Condition.CRYOGENIC), bags[:1], left)
    ward.infused(teller, patient, order, bags[0])
