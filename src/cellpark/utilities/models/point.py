"""Measuring points, the devices that served them, and their readings."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.utilities.rating.settling import KeyKind
from cellpark.utilities.states import PointRole, ReadingSource, ReadingState, Utility


class Point(TenantModel):
    """A place where a utility is counted: in a room, for common use, or before other points.

    ``weights`` (room id -> decimal) share out its common use by ``key``; with the key ``area`` they are empty and the
    net areas of the building's rooms count.
    """

    id = identifier()
    code = models.CharField(max_length=40)
    utility = models.CharField(max_length=20)
    role = models.CharField(max_length=10)
    building = models.ForeignKey("premises.Building", on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("premises.Room", on_delete=models.PROTECT, null=True, related_name="+")
    main = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="behind")
    tariff = models.ForeignKey("utilities.Tariff", on_delete=models.PROTECT, related_name="+")
    bands: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    key = models.CharField(max_length=10, default=KeyKind.AREA)
    weights: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    since = models.DateField()
    closed_on = models.DateField(null=True)
    version = models.BigIntegerField(default=0)

    # what ``queries.points`` adds: the last reading and the device that is fitted
    last_day: "date | None"
    last_registers: "dict[str, str] | None"
    serial: "str | None"

    never_deleted = True

    class Meta:
        constraints = [
            # the code stands on the box and leads to one point
            models.UniqueConstraint(fields=["organisation", "code"], name="utilities_point_code_once"),
            models.CheckConstraint(
                condition=Q(
                    utility__in=[each.value for each in Utility],
                    role__in=[each.value for each in PointRole],
                    key__in=[each.value for each in KeyKind],
                ),
                name="utilities_point_kinds_known",
            ),
            # the use of a room is somebody's; common use is of no one room
            models.CheckConstraint(
                condition=Q(role=PointRole.ROOM, room__isnull=False) | (~Q(role=PointRole.ROOM) & Q(room=None)),
                name="utilities_point_room_if_of_a_room",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "utility", "code"], name="utilities_point_by_utility"),
            models.Index(fields=["building", "utility"], name="utilities_point_by_building"),
        ]

    def __str__(self) -> str:
        return self.code


class Meter(TenantModel):
    """One device, from the day on which it was fitted until the day on which it was removed."""

    id = identifier()
    point = models.ForeignKey("utilities.Point", on_delete=models.PROTECT, related_name="meters")
    serial = models.CharField(max_length=60)
    digits = models.PositiveSmallIntegerField()
    factor = models.DecimalField(max_digits=10, decimal_places=3)
    fitted_on = models.DateField()
    removed_on = models.DateField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            # one device serves a point at a time, and one point at a time has a device
            models.UniqueConstraint(
                fields=["point"], condition=Q(removed_on=None), name="utilities_meter_one_at_a_point"
            ),
            models.UniqueConstraint(
                fields=["organisation", "serial"], condition=Q(removed_on=None), name="utilities_meter_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gt=F("fitted_on")), name="utilities_meter_has_days"
            ),
            models.CheckConstraint(
                condition=Q(digits__gte=3, digits__lte=9, factor__gt=0), name="utilities_meter_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.serial


class Reading(TenantModel):
    """What a device showed at the start of a day. Never changed: a wrong one is reversed and another one taken."""

    id = identifier()
    meter = models.ForeignKey("utilities.Meter", on_delete=models.PROTECT, related_name="readings")
    day = models.DateField()
    registers: "models.JSONField[Any, Any]" = models.JSONField()
    source = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=ReadingState.STANDING)
    note = models.CharField(max_length=500, blank=True, default="")
    taken_at = models.DateTimeField()

    never_deleted = True

    class Meta:
        constraints = [
            # a day begins once
            models.UniqueConstraint(
                fields=["meter", "day"], condition=Q(state=ReadingState.STANDING), name="utilities_reading_day_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    source__in=[each.value for each in ReadingSource], state__in=[each.value for each in ReadingState]
                ),
                name="utilities_reading_kinds_known",
            ),
        ]
        indexes = [models.Index(fields=["meter", "-day"], name="utilities_reading_by_day")]

    def __str__(self) -> str:
        return f"{self.meter_id} {self.day}"
