"""Equipment, its log and its reservations."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel
from cellpark.equipment.states import Activity, EquipmentKind, ReservationState, ServiceState


class Equipment(BilingualName, TenantModel):
    """One piece of equipment: where it stands, what state it is in until when, and what it is doing now."""

    id = identifier()
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    # a GIAI as a GS1 element string, or the house's own code
    scan_code = models.CharField(max_length=60)
    # the maker's serial number, as the instrument writes it into its files; empty while the house does not know it
    serial = models.CharField(max_length=60, blank=True, default="")
    room = models.ForeignKey("equipment.Room", on_delete=models.PROTECT, null=True, related_name="equipment")
    state = models.CharField(max_length=20, default=ServiceState.IN_SERVICE)
    # how it must be cleaned between batches; equipment that touches nothing never becomes unclean
    needs_cleaning = models.BooleanField(default=True)
    needs_calibration = models.BooleanField(default=False)
    qualified_until = models.DateTimeField(null=True)
    calibrated_until = models.DateTimeField(null=True)
    # none: not clean since the last use
    clean_until = models.DateTimeField(null=True)
    # a source whose data are accepted (P11-7)
    registered = models.BooleanField(default=False)
    # the batch that used it since it was last cleaned: that one may go on, another may not
    soiled_by = models.CharField(max_length=60, blank=True, default="")
    used_by = models.CharField(max_length=60, blank=True, default="")
    used_since = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind"], name="equipment_of_a_kind")]
        constraints = [
            *BilingualName.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "code"], name="equipment_code_once"),
            models.UniqueConstraint(fields=["organisation", "scan_code"], name="equipment_scan_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in EquipmentKind])
                & Q(state__in=[each.value for each in ServiceState]),
                name="equipment_values_known",
            ),
            # what is in use is in use by a batch since an instant
            models.CheckConstraint(
                condition=Q(used_by="", used_since=None) | (~Q(used_by="") & Q(used_since__isnull=False)),
                name="equipment_use_whole_or_absent",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LogEntry(TenantModel):
    """One entry of an equipment's log, numbered without gaps in the order of time (211-3c)."""

    id = identifier()
    equipment = models.ForeignKey("equipment.Equipment", on_delete=models.PROTECT, related_name="log")
    number = models.PositiveIntegerField()
    activity = models.CharField(max_length=20)
    batch = models.CharField(max_length=60, blank=True, default="")
    product = models.CharField(max_length=120, blank=True, default="")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=80)
    ended_by = models.CharField(max_length=80, blank=True, default="")
    valid_until = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True, default="")
    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["equipment", "number"], name="equipment_log_number_once"),
            # one batch at a time: a second use cannot begin before the first has ended
            models.UniqueConstraint(
                fields=["equipment"],
                condition=Q(activity=Activity.USE, ended_at=None),
                name="equipment_log_one_open_use",
            ),
            models.CheckConstraint(
                condition=Q(activity__in=[each.value for each in Activity]) & Q(number__gte=1),
                name="equipment_log_activity_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="equipment_log_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.equipment_id} {self.number}"


class Reservation(TenantModel):
    """A piece of equipment kept for a batch from an instant up to (not including) another."""

    id = identifier()
    equipment = models.ForeignKey("equipment.Equipment", on_delete=models.PROTECT, related_name="reservations")
    batch = models.CharField(max_length=60, blank=True, default="")
    purpose = models.CharField(max_length=500, blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ReservationState.BOOKED)
    by = models.CharField(max_length=80)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="equipment_reservation_ends_after"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ReservationState]),
                name="equipment_reservation_state_known",
            ),
            models.CheckConstraint(condition=~Q(batch="") | ~Q(purpose=""), name="equipment_reservation_for_something"),
            # nobody books what is booked: equipment and time folded into one built-in range, so that no extension of
            # PostgreSQL is needed (the function stands in the first migration)
            ExclusionConstraint(
                name="equipment_booked_once",
                expressions=[
                    (Func("equipment", "starts_at", "ends_at", function="equipment_slot"), RangeOperators.OVERLAPS)
                ],
                condition=Q(state=ReservationState.BOOKED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.equipment_id} {self.starts_at:%F}"
