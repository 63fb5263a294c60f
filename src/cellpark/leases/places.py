"""Find places among the rooms that nobody has, and keep the search where none has all of it."""

from datetime import timedelta

from cellpark.base.actor import Actor
from cellpark.leases.days import today
from cellpark.leases.queries import free_rooms
from cellpark.premises.public import Needs, Place, find_places, miss_place, rooms_on

FREE_FOR = timedelta(days=366)


def find_free_places(*, actor: Actor, needs: Needs) -> tuple[Place, ...]:
    """Ranked places of rooms that nobody has for a year from the day on; none with all of it is demand.

    Raises ``Refused``: ``premises.needs....``.
    """
    rooms = rooms_on(needs.day).filter(free_rooms(start=needs.day, end=needs.day + FREE_FOR))
    found = find_places(needs, free=frozenset(rooms.order_by().values_list("id", flat=True)))
    if not any(each.complete for each in found):
        miss_place(actor=actor, needs=needs, on=today())
    return found
