"""Rooms as they are let: which of them an organisation has today, by the name at their door."""

from uuid import UUID

from cellpark.facilities.public import Let, label_of, room_named, rooms_of
from cellpark.kernel.problem import Problem, Refused


def room_in_hand(organisation: UUID, written: str) -> Let:
    """The room ``E1 101`` or ``E1/101`` that an organisation rents today, or that stands in its own park.

    Raises ``Refused``: ``equipment.premises.not_in_hand``, ``equipment.premises.several`` where two parks have one.
    """
    wanted = written.strip().replace("/", " ").casefold()
    found = [each for each in rooms_of(organisation) if each.label.casefold() == wanted]
    own = room_named(organisation, written)
    if own is not None:
        found.append(Let(operator_id=organisation, room_id=own.id, label=label_of(own)))
    rooms = {each.room_id for each in found}
    if not rooms:
        raise Refused(Problem("equipment.premises.not_in_hand", {"room": written.strip()[:80]}, field="premises"))
    if len(rooms) > 1:
        raise Refused(Problem("equipment.premises.several", {"room": written.strip()[:80]}, field="premises"))
    return found[0]
