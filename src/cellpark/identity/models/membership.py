"""Who works where, as what, for how long."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.identity.states import SYSTEM_ROLES, Duty, MembershipState, Role

_SYSTEM = [role.value for role in SYSTEM_ROLES]


class Membership(TenantModel):
    """One role of one person in one organisation, from a day up to (not including) another."""

    id = identifier()
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="memberships")
    duty = models.CharField(max_length=10)
    role = models.CharField(max_length=40)
    state = models.CharField(max_length=20, default=MembershipState.GRANTED)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["person", "organisation"], name="identity_membership_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="identity_membership_role_known"
            ),
            # a role belongs to one side; with the composite foreign key (person, duty) of migration 0002 nobody holds
            # a business role and a system role (CN-2d)
            models.CheckConstraint(
                condition=(Q(role__in=_SYSTEM) & Q(duty=Duty.SYSTEM)) | (~Q(role__in=_SYSTEM) & Q(duty=Duty.BUSINESS)),
                name="identity_membership_duty_fits_role",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="identity_membership_ends_after_start",
            ),
            # the same role twice at a time would make "who may" ambiguous
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(state=MembershipState.GRANTED),
                name="identity_membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} in {self.organisation_id}"
