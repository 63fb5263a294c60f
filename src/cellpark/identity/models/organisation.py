"""Organisations of the park."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import ScopedManager, ScopedWrites
from cellpark.identity.states import OrganisationKind, OrganisationState


class Organisation(BilingualName, ScopedWrites):
    """A company, hospital, authority: seen by its own people and the park's overseers; to others it is not there."""

    tenant_column = "id"
    id = identifier()
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in OrganisationKind])
    state = models.CharField(max_length=20, default=OrganisationState.ACTIVE)
    credit_code = models.CharField(max_length=18, blank=True, default="")
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)
    objects = ScopedManager(column="id")

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            # only kinds that the roles matrix knows
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OrganisationKind]), name="identity_organisation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OrganisationState]),
                name="identity_organisation_state_known",
            ),
            # one legal person is one organisation
            models.UniqueConstraint(
                fields=["credit_code"], condition=~Q(credit_code=""), name="identity_credit_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
