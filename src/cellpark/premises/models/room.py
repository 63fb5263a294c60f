"""Rooms and benches as they are let."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.guards import rule_asked_once
from cellpark.base.models import TenantModel
from cellpark.premises.states import Ending, RoomGrade, RoomKind, RoomUse, Waste


def _area(**more: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(max_digits=9, decimal_places=2, **more)


class Room(TenantModel):
    """A room or a bench with the days on which it exists: a fold of its building's stream.

    ``number`` is never used again: leases make ranges of it and days. ``valid_until`` is the first day without it.
    ``outline``: rings of ``[x, y]`` in decimetres on the schematic plate of its building. ``came_from``: the rooms that
    it was split off or merged from. ``inside``: the code of the room of its floor in which a bench stands.
    """

    id = identifier()
    building = models.ForeignKey("premises.Building", on_delete=models.PROTECT, related_name="rooms")
    number = models.BigIntegerField(unique=True)
    floor = models.SmallIntegerField()
    code = models.CharField(max_length=30)
    kind = models.CharField(max_length=10, default=RoomKind.ROOM)
    inside = models.CharField(max_length=30, blank=True, default="")
    use = models.CharField(max_length=20)
    area_gross_m2 = _area()
    area_net_m2 = _area()
    grade = models.CharField(max_length=5, blank=True, default="")
    height_m = models.DecimalField(max_digits=5, decimal_places=2)
    floor_load_kn_m2 = models.DecimalField(max_digits=6, decimal_places=2)
    power_kw = _area(default=0)
    steam_kg_h = _area(default=0)
    purified_water_l_h = _area(default=0)
    ln2 = models.BooleanField(default=False)
    exhaust_m3_h = _area(default=0)
    waste = models.CharField(max_length=20, blank=True, default="")
    bonded = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    ending = models.CharField(max_length=10, blank=True, default="")
    outline: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    came_from = ArrayField(models.UUIDField(), default=list, blank=True)

    never_deleted = True
    # a plan of the park reads every room
    row_rule = rule_asked_once("organisation_id")

    class Meta:
        constraints = [
            # a door has one code at a time; what was there before keeps its own days
            models.UniqueConstraint(
                fields=["building", "code"], condition=Q(valid_until=None), name="premises_room_code_once_open"
            ),
            models.UniqueConstraint(fields=["building", "code", "valid_from"], name="premises_room_code_once_from"),
            # a room without a day was never there
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="premises_room_has_days"
            ),
            # rent is per area, and a net area is part of the gross one
            models.CheckConstraint(
                condition=Q(area_net_m2__gt=0, area_gross_m2__gte=F("area_net_m2")), name="premises_room_area_in_order"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[each.value for each in RoomKind],
                    use__in=[each.value for each in RoomUse],
                    grade__in=[each.value for each in RoomGrade],
                    waste__in=[each.value for each in Waste],
                    ending__in=[each.value for each in Ending],
                ),
                name="premises_room_kinds_known",
            ),
            # an ending without a day, or a day without an ending, says nothing
            models.CheckConstraint(
                condition=Q(ending="", valid_until=None) | (~Q(ending="") & Q(valid_until__isnull=False)),
                name="premises_room_ending_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["building", "floor", "code"], name="premises_room_by_floor"),
            models.Index(fields=["organisation", "valid_until", "valid_from"], name="premises_room_by_days"),
        ]

    def __str__(self) -> str:
        return self.code

    def stands_on(self, day: date) -> bool:
        """Whether it exists on ``day``."""
        start: date = self.valid_from
        end: date | None = self.valid_until
        return start <= day and (end is None or day < end)
