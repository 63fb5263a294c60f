"""How tables of higher floors hold rooms: the database refuses to shorten the days of a room that is in use.

Premises knows nothing of leases. A model that holds rooms for days takes ``use_guards`` as its ``row_guards``; then a
room cannot be split, merged or closed under it, and it cannot hold a room beyond the room's own days, whatever two acts
at the same time try: the one waits for the other at the room's row (see docs/premises.md).
"""

from django.db import IntegrityError

from cellpark.kernel.problem import Problem, Refused

IN_USE, NOT_THERE = "premises_room_in_use", "premises_room_not_there"


def use_guards(
    *, table: str, room: str, start: str, end: str, key: str = "number", when: str = "true"
) -> dict[str, tuple[str, ...]]:
    """Triggers for a table whose rows hold the room in column ``room`` from ``start`` up to, not including, ``end``.

    ``key`` is the column of rooms that ``room`` refers to. ``start`` and ``end`` are SQL expressions over ``held``, the
    row (``held.starts_on``); an ``end`` of NULL is open.
    ``when`` says which rows hold at all, such as ``held.ended_at IS NULL``.
    """
    name = f"{table}_holds_rooms"
    words = {"name": name, "table": table, "room": room, "key": key, "start": start, "end": end, "when": when}
    own = f"CREATE OR REPLACE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    of_rooms = (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OF valid_from, valid_until ON premises_room"
        f" FOR EACH ROW EXECUTE FUNCTION {name}_rooms()"
    )
    return {name: (_OF_HOLDERS.format(**words), own, _OF_ROOMS.format(**words), of_rooms)}


_OF_HOLDERS = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held {table}%ROWTYPE; there premises_room%ROWTYPE;
BEGIN
  held := NEW;
  IF NOT ({when}) THEN RETURN NEW; END IF;
  SELECT * INTO there FROM premises_room WHERE {key} = held.{room} FOR SHARE;
  IF FOUND AND (({start}) < there.valid_from OR (there.valid_until IS NOT NULL
      AND (({end}) IS NULL OR ({end}) > there.valid_until))) THEN
    RAISE EXCEPTION 'room % is not there on all days that are asked for', there.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'premises_room_not_there';
  END IF;
  RETURN NEW;
END $$
"""
_OF_ROOMS = """
CREATE OR REPLACE FUNCTION {name}_rooms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM {table} held WHERE held.{room} = NEW.{key} AND ({when}) AND (({start}) < NEW.valid_from
      OR (NEW.valid_until IS NOT NULL AND (({end}) IS NULL OR ({end}) > NEW.valid_until)))) THEN
    RAISE EXCEPTION 'room % is in use', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'premises_room_in_use';
  END IF;
  RETURN NEW;
END $$
"""


def refusal_of(error: IntegrityError) -> Refused | None:
    """The refusal behind an error of the database; None for anything else, which is a bug."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name not in (IN_USE, NOT_THERE):
        return None
    return Refused(Problem(f"premises.room.{'in_use' if name == IN_USE else 'not_there'}"))
