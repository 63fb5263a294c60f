"""How tables of higher floors hold rooms: the database refuses to shorten the days of a room that is in use, and to put
a bench of one holder into the room of another.

Premises knows nothing of leases. A model that holds rooms for days takes ``use_guards`` as its ``row_guards``; then a
room cannot be split, merged or closed under it, and it cannot hold a room beyond the room's own days, whatever two acts
at the same time try: the one waits for the other at the room's row (see docs/premises.md).
"""

import json
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError
from django.db.backends.utils import CursorWrapper

from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused

IN_USE, NOT_THERE, APART = "premises_room_in_use", "premises_room_not_there", "premises_room_let_apart"
_CODES = {IN_USE: "premises.room.in_use", NOT_THERE: "premises.room.not_there", APART: "premises.room.let_apart"}

_DAY = "cellpark.day"
# else the day that has come everywhere on earth: nobody who still has a room is taken for gone
_TODAY = f"""coalesce(nullif(current_setting('{_DAY}', true), '')::date,
  (now() AT TIME ZONE 'UTC' - interval '12 hours')::date)"""


def tell_day(cursor: CursorWrapper) -> None:
    """Say to the database which day it is at the site, until the transaction ends; it knows neither zone nor clock."""
    day = now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    cursor.execute("SELECT set_config(%s, %s, true)", [_DAY, day.isoformat()])


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


def apart_guards(*, table: str, holders: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """A trigger on rooms by which no bench comes to stand in a room while somebody else has the one or the other.

    A model with this table takes it as its ``guards_elsewhere``.

    ``holders`` is an SQL query of what is held now and later: ``room`` (the number of a room), ``holder`` (who has it;
    NULL is nobody known, and so somebody else), ``starts_on`` and ``ends_on`` (the day after the last, NULL is open).
    In it ``{today}`` stands for the day at the site, as the act told it. It is asked when a room changes its code,
    floor, kind or place, under a lock on the other rooms of the pair, so that a lease of one of them at the same time
    is seen or waits.
    """
    name = f"{table}_keeps_apart"
    trigger = (
        f"CREATE OR REPLACE TRIGGER {name} AFTER UPDATE OF code, floor, kind, inside ON premises_room"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    return {("premises_room", name): (_OF_PAIRS.format(name=name, holders=holders.format(today=_TODAY)), trigger)}


_OF_PAIRS = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE pair record;
BEGIN
  IF (NEW.code, NEW.floor, NEW.kind, NEW.inside) IS NOT DISTINCT FROM (OLD.code, OLD.floor, OLD.kind, OLD.inside) THEN
    RETURN NULL;
  END IF;
  FOR pair IN
    SELECT room.number AS outer_number, room.code AS outer_code, bench.number AS inner_number, bench.code AS inner_code
    FROM premises_room room JOIN premises_room bench
      ON bench.building_id = room.building_id AND bench.floor = room.floor AND bench.inside = room.code
    WHERE room.kind = 'room' AND bench.kind = 'bench' AND room.building_id = NEW.building_id
      AND room.floor = NEW.floor AND NEW.id IN (room.id, bench.id)
    ORDER BY room.number, bench.number FOR SHARE OF room, bench
  LOOP
    IF EXISTS (
      WITH held AS ({holders})
      SELECT 1 FROM held one JOIN held other ON one.room = pair.outer_number AND other.room = pair.inner_number
      WHERE (one.holder = other.holder) IS NOT TRUE
        AND (one.ends_on IS NULL OR other.starts_on < one.ends_on)
        AND (other.ends_on IS NULL OR one.starts_on < other.ends_on)
    ) THEN
      RAISE EXCEPTION 'bench % and room % are let to different holders', pair.inner_code, pair.outer_code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'premises_room_let_apart',
          DETAIL = json_build_object('bench', pair.inner_code, 'room', pair.outer_code);
    END IF;
  END LOOP;
  RETURN NULL;
END $$
"""
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
    if name not in _CODES:
        return None
    told = json.loads(diagnosis.message_detail) if diagnosis is not None and name == APART else {}
    return Refused(Problem(_CODES[name], told, field="inside" if name == APART else None))
