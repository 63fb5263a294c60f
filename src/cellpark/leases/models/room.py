"""Which rooms are taken on which days: by a lease, or by a hold. No room is taken twice on one day."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.guards import rule_asked_once
from cellpark.base.models import SharedModel
from cellpark.premises.public import apart_guards, use_guards

DAYS_OF_A_ROOM = 10_000_000
"""More days than a calendar has: each room has so many whole numbers of its own, and each day of it is one of them."""


class RoomTimesDays(models.Func):
    """A room's number and its days as one range of whole numbers.

    Two rooms never share a number, two days of a room neither: where ranges overlap, a room is taken twice on a day.
    GiST knows ranges by itself and so needs no extension (``btree_gist``) for the number.
    """

    output_field = BigIntegerRangeField()

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_context: Any) -> tuple[str, tuple[str | int, ...]]:
        """``int8range`` of first and last day; an open end goes to the end of the room's numbers."""
        del connection
        room, start, end = (compiler.compile(each)[0] for each in self.get_source_expressions())
        first = f"{room} * {DAYS_OF_A_ROOM} + ({start} - DATE '0001-01-01')"
        past = f"{room} * {DAYS_OF_A_ROOM} + coalesce({end} - DATE '0001-01-01', {DAYS_OF_A_ROOM})"
        return f"int8range({first}, {past})", ()


HELD_FROM_TODAY = """
SELECT taken.room_id AS room, coalesce(lease.tenant_id, hold.tenant_id) AS holder, taken.starts_on,
  coalesce(taken.ends_on, hold.until) AS ends_on
FROM leases_leaseroom taken LEFT JOIN leases_lease lease ON lease.id = taken.lease_id
  LEFT JOIN leases_hold hold ON hold.id = taken.hold_id
WHERE taken.room_id IN (pair.outer_number, pair.inner_number)
  AND coalesce(taken.ends_on, hold.until, 'infinity') > {today}
"""


class LeaseRoom(SharedModel):
    """A room taken from ``starts_on`` up to, not including, ``ends_on``; ``room_id`` is its number, not its UUID.

    Rows say what is taken as things stand: the ledger knows what was said before.
    """

    id = identifier()
    lease = models.ForeignKey("leases.Lease", on_delete=models.PROTECT, null=True, related_name="rooms")
    hold = models.ForeignKey("leases.Hold", on_delete=models.PROTECT, null=True, related_name="rooms")
    room = models.ForeignKey("premises.Room", on_delete=models.PROTECT, to_field="number", related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    fit_out_until = models.DateField(null=True)
    occupied = models.GeneratedField(
        expression=RoomTimesDays(F("room"), F("starts_on"), F("ends_on")),
        output_field=BigIntegerRangeField(),
        db_persist=True,
    )

    # a room is there on all days on which it is taken, and is neither split, merged nor closed before; a hold keeps it
    # without an end, but only until its own last day
    row_guards = use_guards(
        table="leases_leaseroom",
        room="room_id",
        start="held.starts_on",
        end="coalesce(held.ends_on, (SELECT h.until FROM leases_hold h WHERE h.id = held.hold_id))",
    )
    # a bench that one tenant has does not come to stand in a room that another one has, today or later
    guards_elsewhere = apart_guards(table="leases_leaseroom", holders=HELD_FROM_TODAY)

    # a board or an account of a park reads thousands of them
    row_rule = rule_asked_once("organisation_id", "parties")

    class Meta:
        constraints = [
            # double letting is impossible whatever the program does, also in two transactions at once
            ExclusionConstraint(
                name="leases_room_let_once", expressions=[("occupied", RangeOperators.OVERLAPS)], index_type="gist"
            ),
            models.CheckConstraint(
                condition=Q(lease=None, hold__isnull=False) | Q(lease__isnull=False, hold=None),
                name="leases_room_taken_by_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="leases_room_has_days"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "starts_on", "ends_on"], name="leases_room_by_days")]

    def __str__(self) -> str:
        return f"{self.room_id} {self.starts_on} {self.ends_on or ''}"
