"""The hospital's part: the order, the collection, the bedside."""

from dataclasses import replace
from datetime import datetime, timedelta

from cellpark.base.time import now
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Container
from cellpark.orders import public as orders
from cellpark.orders.public import Slots, TreatmentOrder, orderable
from cellpark.plays.story.script import PatientScript, Story
from cellpark.plays.story.teller import Teller

VOLUMES = ("180 mL", "60 mL")
"""What one collection gives: the bag for manufacture, and the one that is kept as the reserve."""
BEFORE_COLLECTION = timedelta(days=3)
TO_INFUSION = timedelta(days=20)
"""The usual time from the end of manufacture to the infusion: sterility takes fourteen days."""


def ordered(teller: Teller, story: Story, patient: PatientScript) -> TreatmentOrder:
    """The physician orders and signs; the maker accepts: the chain of identity is issued before any collection."""
    hospital = teller.organisation("physician")
    registered = teller.act(
        "nurse",
        orders.register_patient,
        hospital_id=hospital,
        name=patient.name,
        born=patient.born,
        number=patient.number,
    )
    with teller.within("physician"):
        therapy = next(
            each for each in orderable(hospital, now().date()) if each.code == (patient.therapy or story.therapy)
        )
    drafted = teller.act(
        "physician",
        orders.draft_order,
        hospital_id=hospital,
        therapy_id=therapy.id,
        patient_id=registered.id,
        country=story.country,
        example=True,
    )
    asked = orders.asked_of(drafted.asked)
    references = {item: f"{item.upper()[:20]}-{drafted.number[-6:]}" for item in (*asked.eligibility, *asked.consents)}
    slots = orders.suggested(now() + BEFORE_COLLECTION, orders.distances_of(drafted.distances))
    slots = replace(slots, infuse_at=slots.manufacture_until + TO_INFUSION)
    teller.act(
        "physician", orders.complete_order, drafted.number, order_id=drafted.id, references=references, last_doses={},
        slots=slots,
    )  # fmt: skip
    teller.sign(
        "physician",
        orders.prepare_order_signature,
        orders.submit_order,
        drafted.number,
        prepared_with={"order_id": drafted.id, "why": teller.said("treatment decided")},
        order_id=drafted.id,
    )
    accepted = teller.sign(
        "planner",
        orders.prepare_acceptance,
        orders.accept_order,
        drafted.number,
        prepared_with={"order_id": drafted.id, "why": teller.said("a slot is free")},
        order_id=drafted.id,
    )
    return teller.act("planner", orders.send_kit, accepted.coi, order_id=accepted.id, kit=f"KIT-{accepted.number[-6:]}")


def collected(teller: Teller, patient: PatientScript, order: TreatmentOrder, din: str) -> TreatmentOrder:
    """Collect on the planned day; a wristband of somebody else stops it first where the script says so (T1)."""
    teller.wait_until(order.collect_at)
    said = {"order_id": order.id, "kit": order.kit, "din": din, "volumes": [Quantity.parse(each) for each in VOLUMES]}
    if patient.wrong_wristband:
        teller.mismatch("nurse", orders.collect_cells, order.coi, wristband=patient.wrong_wristband, **said)
    done = teller.scan("nurse", orders.collect_cells, order.coi, wristband=patient.number, **said)
    found: TreatmentOrder = done.order
    return found


def infused(teller: Teller, patient: PatientScript, order: TreatmentOrder, bag: Container) -> None:
    """Two people compare patient and bag, and the product is given within its hold after thaw (CN-4k2)."""
    teller.wait_until(order.infuse_at)
    said = {"order_id": order.id, "wristband": patient.number, "scan": bag.code}
    teller.scan("nurse", orders.check_bedside, order.coi, thawed_at=now(), **said)
    teller.scan("second_nurse", orders.infuse, order.coi, **said)


def planned_again(teller: Teller, order: TreatmentOrder) -> TreatmentOrder:
    """New slots for what is made again of the reserve."""
    before = Slots.of(order)
    assert before is not None, "a signed order has its slots"
    begins = now() + timedelta(hours=12)
    ends = begins + (before.manufacture_until - before.manufacture_from)
    after = replace(before, manufacture_from=begins, manufacture_until=ends, infuse_at=ends + TO_INFUSION)
    reason = teller.said("made again from the reserve")
    return teller.act("planner", orders.move_slots, order.coi, order_id=order.id, slots=after, reason=reason)


def put_off(teller: Teller, order: TreatmentOrder, infuse_at: datetime, reason: str) -> TreatmentOrder:
    """Move the planned infusion: what has happened of the chain of slots stays where it happened."""
    before = Slots.of(order)
    assert before is not None, "a signed order has its slots"
    after = replace(before, infuse_at=infuse_at)
    return teller.act(
        "planner", orders.move_slots, order.coi, order_id=order.id, slots=after, reason=teller.said(reason)
    )
