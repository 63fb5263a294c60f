"""Texts of rules that the park judges by."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.companies.states import RuleKind


class Rule(TenantModel):
    """One text of dated rules, as it was loaded. The newest of each file counts; the older ones say what counted."""

    id = identifier()
    kind = models.CharField(max_length=20)
    file = models.CharField(max_length=120)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "file", "sha256"], name="companies_rule_text_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in RuleKind]), name="companies_rule_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.file
