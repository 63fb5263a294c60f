"""A company in the life of the park."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import SharedModel
from cellpark.companies.states import CompanyState, Stage


class Company(BilingualName, SharedModel):
    """One company from its first contact on: the operator's row, seen by the tenant that it became.

    ``code`` is the unified social credit code, empty where it is not known yet; ``node`` the code of the industry chain
    on which it works; ``keys`` are its names folded, by which duplicates are found; ``demand`` says what gap of the
    chain it was looked for. ``owner_person`` acts next: ``next_step`` by ``next_step_on``.
    """

    id = identifier()
    code = models.CharField(max_length=18, blank=True, default="")
    state = models.CharField(max_length=20, default=CompanyState.LEAD)
    state_since = models.DateField()
    stage = models.CharField(max_length=20, blank=True, default="")
    stage_since = models.DateField(null=True)
    node = models.CharField(max_length=4, blank=True, default="")
    source = models.CharField(max_length=200, blank=True, default="")
    demand = models.TextField(blank=True, default="")
    owner_person = models.UUIDField(null=True)
    next_step = models.CharField(max_length=200, blank=True, default="")
    next_step_on = models.DateField(null=True)
    tenant = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    lease_id = models.UUIDField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    keys = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        verbose_name_plural = "companies"
        constraints = [
            *BilingualName.Meta.constraints,
            # one legal person is one record of a park; what was merged keeps its code
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=~Q(code="") & ~Q(state="merged"),
                name="companies_company_code_once",
            ),
            # a tenant finds one company that is itself
            models.UniqueConstraint(
                fields=["organisation", "tenant"], condition=Q(tenant__isnull=False), name="companies_tenant_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in CompanyState]), name="companies_company_state_known"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["", *[each.value for each in Stage]]), name="companies_company_stage_known"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "next_step_on"], name="companies_company_by_state"),
            models.Index(fields=["tenant"], name="companies_company_by_tenant"),
            GinIndex(fields=["keys"], name="companies_company_by_key"),
        ]

    def __str__(self) -> str:
        return self.name
