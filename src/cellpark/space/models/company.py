"""Companies as published."""

from django.db import models

from cellpark.space.models.published import Published
from cellpark.space.states import CompanyField, CompanyRole


class Company(Published):
    """A company that a source names in a park, and as what. It is not an organisation of this installation."""

    role = models.CharField(max_length=30)
    field = models.CharField(max_length=30, blank=True, default="")
    phase = models.ForeignKey("space.Phase", on_delete=models.PROTECT, null=True, related_name="companies")

    class Meta:
        ordering = ["park", "position"]
        verbose_name_plural = "companies"
        constraints = [
            *Published.Meta.constraints,
            # the page has words for these only
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in CompanyRole]), name="space_company_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(field__in=["", *[field.value for field in CompanyField]]),
                name="space_company_field_known",
            ),
        ]
