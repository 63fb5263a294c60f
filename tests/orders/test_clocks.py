"""The clocks of an order's way: limits of the therapy, green, amber and red."""

from datetime import timedelta

from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Colour
from cellpark.orders.public import TreatmentOrder, WayClock, distances_of, way_clocks
from tests.orders.ward import DISTANCES, Ward


def test_T10_the_fresh_window_turns_amber_and_red_by_the_therapys_own_limit(ward: Ward) -> None:
    """T10: 72 hours from the collection; read by the hospital as by the plant."""
    order = ward.collected()
    with use_scope(ward.physician.scope):
        [fresh] = way_clocks(order, now())
        assert (fresh.clock, fresh.colour, fresh.due_at - fresh.since) == (
            WayClock.FRESH,
            Colour.GREEN,
            timedelta(hours=72),
        )
        colours = [way_clocks(order, fresh.since + timedelta(hours=hours))[0].colour for hours in (53, 54, 72)]
    assert colours == [Colour.GREEN, Colour.AMBER, Colour.RED]


def test_a_description_of_before_keeps_what_held_then(ward: Ward) -> None:
    """Orders that began before therapies said how long the first check holds keep half an hour."""
    order = TreatmentOrder(distances={"after_thaw_max": {"value": "60", "unit": "min"}} | ward.drafted().distances)
    form = {name: value for name, value in order.distances.items() if name != "bedside_check_max"}
    assert distances_of(form).bedside_check_max == Quantity.parse("30 min")
    assert distances_of(order.distances) == DISTANCES
