"""Rooms, who is in them, and which batch is open there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel
from cellpark.equipment.states import Grade, Pressure, ServiceState


class Room(BilingualName, TenantModel):
    """One room: its grade, what it is designated for, whose air it breathes, where it lies on the plan."""

    id = identifier()
    suite = models.ForeignKey("equipment.Suite", on_delete=models.PROTECT, related_name="rooms")
    code = models.CharField(max_length=40)
    scan_code = models.CharField(max_length=60)
    grade = models.CharField(max_length=3)
    uses = ArrayField(models.CharField(max_length=20))
    pressure = models.CharField(max_length=10, default=Pressure.POSITIVE)
    # rooms that name the same unit share its air
    air_unit = models.CharField(max_length=40)
    # material whose infectious status is unknown may be handled here: quality's decision, by assessment
    accepts_unknown = models.BooleanField(default=False)
    # the room as it is let in whose walls this one lies, and its name on the day when that was said
    premises_room = models.UUIDField(null=True)
    premises_label = models.CharField(max_length=80, blank=True, default="")
    plan_x = models.PositiveSmallIntegerField()
    plan_y = models.PositiveSmallIntegerField()
    plan_width = models.PositiveSmallIntegerField()
    plan_depth = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, default=ServiceState.IN_SERVICE)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["premises_room"], name="equipment_room_as_let", condition=Q(premises_room__isnull=False)
            ),
        ]
        constraints = [
            *BilingualName.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "code"], name="equipment_room_code_once"),
            # a scan leads to one room
            models.UniqueConstraint(fields=["organisation", "scan_code"], name="equipment_room_scan_once"),
            models.CheckConstraint(
                condition=Q(grade__in=[grade.value for grade in Grade])
                & Q(pressure__in=[each.value for each in Pressure])
                & Q(state__in=[each.value for each in ServiceState]),
                name="equipment_room_values_known",
            ),
            # a room of no size cannot be drawn
            models.CheckConstraint(
                condition=Q(plan_width__gte=1) & Q(plan_depth__gte=1), name="equipment_room_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Presence(TenantModel):
    """One person in one room, from entering to leaving, gowned for a grade."""

    id = identifier()
    room = models.ForeignKey("equipment.Room", on_delete=models.PROTECT, related_name="presences")
    person = models.UUIDField()
    gowned_for = models.CharField(max_length=3)
    # touched infectious material since this gown was put on
    infectious_contact = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["room", "left_at"], name="equipment_presence_in_room")]
        constraints = [
            # nobody is in two rooms
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(left_at=None), name="equipment_presence_in_one_room"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("entered_at")), name="equipment_presence_leaves_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.room_id}"


class OpenWork(TenantModel):
    """The one batch or donor whose containers may be open in a room, from the first opening to the end of the work."""

    id = identifier()
    room = models.ForeignKey("equipment.Room", on_delete=models.PROTECT, related_name="open_works")
    batch = models.CharField(max_length=60, blank=True, default="")
    donor = models.CharField(max_length=60, blank=True, default="")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # ATMP-3a, CN-4e: one open donor or batch in a room at a time, whatever the program believes
            models.UniqueConstraint(
                fields=["room"], condition=Q(ended_at=None), name="equipment_one_open_work_in_a_room"
            ),
            # what is open is open for somebody
            models.CheckConstraint(condition=~Q(batch="") | ~Q(donor=""), name="equipment_open_work_for_somebody"),
            # what a placement's composite foreign key points to
            models.UniqueConstraint(fields=["id", "room"], name="equipment_open_work_with_room"),
        ]

    def __str__(self) -> str:
        return self.batch or self.donor
