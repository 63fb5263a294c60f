"""Between hospital and plant: packed, sealed, handed over, taken over, arrived, unpacked, looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cellpark.base.time import now
from cellpark.materials.public import Container
from cellpark.plays.story.teller import Teller
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Condition, ExcursionState, Journey, Shipment

ON_THE_ROAD = timedelta(hours=6)
EVERY = timedelta(minutes=10)
USUAL = {Condition.FRESH: "5.0", Condition.CRYOGENIC: "-178.0"}
WARM_FROM, WARM_UNTIL = 0.4, 0.6
"""The part of the way in which it is too warm, where the script says so."""


@dataclass(frozen=True, slots=True)
class Trip:
    """From where to where. ``sender`` and ``receiver`` are parts of the cast; ``warm``: degrees Celsius on the way."""

    number: str
    sender: str
    receiver: str
    condition: Condition
    warm: str | None = None


def carried(
    teller: Teller, trip: Trip, containers: Sequence[Container], left: Callable[[], object] = lambda: None
) -> Shipment:
    """One shipment from the plan to the inspection; what was too warm waits until quality accepts it on data.

    ``left`` is done when the courier has it.
    """
    shipment = _on_the_way(teller, trip, containers)
    left()
    sealed = now() - PACKING
    teller.wait(ON_THE_ROAD)
    teller.scan(trip.receiver, shipments.confirm_arrival, trip.number, shipment_id=shipment.id, raw=trip.number)
    for each in containers:
        teller.scan(trip.receiver, shipments.unpack_container, trip.number, shipment_id=shipment.id, raw=each.code)
    said = {"shipment_id": shipment.id}
    teller.act(trip.receiver, shipments.receive_shipment, trip.number, seal=f"SEAL-{trip.number}", **said)
    table = logger_table(sealed, now(), usual=USUAL[trip.condition], warm=trip.warm, serial=f"TT-{trip.number}")
    teller.act(trip.receiver, shipments.attach_logger, trip.number, content=table, name=f"{trip.number}.csv", **said)
    if trip.warm is not None:
        _decided(teller, shipment)
    reason = "seal and temperatures in order" if trip.warm is None else "accepted by quality on stability data"
    return teller.act(
        trip.receiver, shipments.inspect_shipment, trip.number, accept=True, reason=teller.said(reason), **said
    )


PACKING = timedelta(minutes=30)


def _on_the_way(teller: Teller, trip: Trip, containers: Sequence[Container]) -> Shipment:
    """Planned by the plant, packed and sealed by the sender, taken over by the courier, each by a scan."""
    journey = Journey(
        sender=teller.organisation(trip.sender),
        receiver=teller.organisation(trip.receiver),
        carrier=teller.organisation("courier"),
        condition=trip.condition,
        pick_up_at=now(),
        due_at=now() + timedelta(hours=24),
        hours_max=48,
        allowed_minutes=30,
    )
    shipment = teller.act(
        "planner",
        shipments.plan_shipment,
        trip.number,
        number=trip.number,
        containers=[each.id for each in containers],
        journey=journey,
    )
    for each in containers:
        teller.scan(trip.sender, shipments.pack_container, trip.number, shipment_id=shipment.id, raw=each.code)
    teller.act(
        trip.sender,
        shipments.seal_shipment,
        trip.number,
        shipment_id=shipment.id,
        seal=f"SEAL-{trip.number}",
        shipper=f"SHIPPER-{trip.number}",
        logger=f"TT-{trip.number}",
    )
    teller.scan(trip.sender, shipments.hand_over, trip.number, shipment_id=shipment.id, raw=trip.number)
    teller.scan("courier", shipments.take_over, trip.number, shipment_id=shipment.id, raw=trip.number)
    return shipment


def _decided(teller: Teller, shipment: Shipment) -> None:
    """Quality decides about every excursion of the shipment (T13)."""
    with teller.within("qa"):
        found = list(shipments.excursions_of(shipment.id))
    for each in found:
        teller.act(
            "qa",
            shipments.decide_excursion,
            shipment.number,
            excursion_id=each.id,
            decision=ExcursionState.ACCEPTED,
            reason=teller.said("stability study ST-12: two hours at 12 degC do not harm"),
        )


def logger_table(since: datetime, until: datetime, *, usual: str, warm: str | None, serial: str) -> bytes:
    """The readings of a logger as a table, one every ten minutes."""
    count = int((until - since) / EVERY) + 2
    rows = []
    for place in range(count):
        in_the_sun = warm is not None and WARM_FROM <= place / count < WARM_UNTIL
        value = warm if in_the_sun else usual
        rows.append(f"{(since + place * EVERY).isoformat()},{value},{serial}\n")
    return ("time,temperature,serial\n" + "".join(rows)).encode()
