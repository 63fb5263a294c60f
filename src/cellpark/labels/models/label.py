"""One piece of paper."""

from collections.abc import Mapping

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.labels.contents import Field, Statement
from cellpark.labels.states import LabelState

WAITS = Q(state__in=[LabelState.ISSUED, LabelState.PRINTED]) | Q(state=LabelState.APPLIED, affix_checked_by=None)
"""Somebody still has to print, verify, apply or check it; the index that the queue reads says the same."""


class Label(TenantModel):
    """One label for one container: what is printed on it, who handled it, how it ended.

    The container and the batch are known by id and code alone. ``values`` are pairs ``field=text``.
    """

    id = identifier()
    number = models.CharField(max_length=20)
    template = models.ForeignKey("labels.LabelTemplate", on_delete=models.PROTECT, related_name="labels")
    container = models.UUIDField()
    container_code = models.CharField(max_length=60)
    batch = models.UUIDField(null=True)
    batch_code = models.CharField(max_length=60, blank=True, default="")
    payload = models.CharField(max_length=400)
    values = ArrayField(models.TextField())
    statements = ArrayField(models.CharField(max_length=30))
    replaces = models.UUIDField(null=True)
    state = models.CharField(max_length=20, default=LabelState.ISSUED)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField(null=True)
    issue_checked_by = models.UUIDField(null=True)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.UUIDField(null=True)
    print_checked_by = models.UUIDField(null=True)
    applied_by = models.UUIDField(null=True)
    affix_checked_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    # the corrected amount for which the label stays on, though it says another; who said so and who agreed (T11)
    kept_for = models.CharField(max_length=60, blank=True, default="")
    kept_by = models.UUIDField(null=True)
    keep_checked_by = models.UUIDField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            # a label is found by the number printed on it
            models.UniqueConstraint(fields=["organisation", "number"], name="labels_label_number_once"),
            # LBL-3: nobody verifies their own work, whatever the program thinks
            models.CheckConstraint(
                condition=(Q(issue_checked_by=None) | ~Q(issue_checked_by=models.F("issued_by")))
                & (Q(print_checked_by=None) | ~Q(print_checked_by=models.F("printed_by")))
                & (Q(affix_checked_by=None) | ~Q(affix_checked_by=models.F("applied_by"))),
                name="labels_label_two_people",
            ),
            models.CheckConstraint(
                condition=Q(keep_checked_by=None) | ~Q(keep_checked_by=models.F("kept_by")),
                name="labels_label_kept_by_two",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in LabelState]), name="labels_label_state_known"
            ),
            # T9: what was applied, kept, voided or destroyed was printed before
            models.CheckConstraint(
                condition=Q(state__in=[LabelState.ISSUED, LabelState.CANCELLED]) | Q(printed_at__isnull=False),
                name="labels_label_printed_first",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "batch"], name="labels_label_batch"),
            models.Index(fields=["container"], name="labels_label_container"),
            models.Index(
                fields=["organisation", "issued_at"],
                condition=WAITS,
                name="labels_label_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def texts(self) -> Mapping[Field, str]:
        """What is printed in each field."""
        pairs = (each.split("=", 1) for each in self.values)
        return {Field(name): value for name, value in pairs}

    @property
    def chosen_statements(self) -> tuple[Statement, ...]:
        """The statements in the order of the label."""
        return tuple(Statement(each) for each in self.statements)
