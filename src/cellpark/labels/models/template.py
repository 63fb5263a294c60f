"""One revision of a template."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel
from cellpark.labels.contents import Field, Statement
from cellpark.labels.states import Country, LabelKind, TemplateState, Use


class LabelTemplate(TenantModel, BilingualName):
    """How labels of one kind look, for one product (or any, where ``product`` is empty) in one country.

    A revision never changes after its approval; obsolete ones are kept (LBL-2). Sizes are in millimetres.
    """

    id = identifier()
    code = models.CharField(max_length=30)
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    use = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    product = models.CharField(max_length=60, blank=True, default="")
    width_mm = models.PositiveIntegerField()
    height_mm = models.PositiveIntegerField()
    fields = ArrayField(models.CharField(max_length=30))
    statements = ArrayField(models.CharField(max_length=30))
    state = models.CharField(max_length=20, default=TemplateState.DRAFT)
    author = models.UUIDField(null=True)
    approver = models.UUIDField(null=True)
    signature = models.UUIDField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta(BilingualName.Meta):
        abstract = False
        constraints = [
            *BilingualName.Meta.constraints,
            # a printed label names code and revision, and they lead to one template for ever
            models.UniqueConstraint(fields=["organisation", "code", "revision"], name="labels_template_revision_once"),
            # two approved revisions would leave it open which one is right
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=Q(state=TemplateState.APPROVED),
                name="labels_template_approved_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in LabelKind])
                & Q(use__in=[each.value for each in Use])
                & Q(country__in=[each.value for each in Country]),
                name="labels_template_kinds_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} r{self.revision}"

    @property
    def stream(self) -> str:
        """Its record in the ledger, over which its approver signs."""
        return f"label-template/{self.id}"

    @property
    def chosen_fields(self) -> tuple[Field, ...]:
        """The fields in the order of the label."""
        return tuple(Field(each) for each in self.fields)

    @property
    def chosen_statements(self) -> tuple[Statement, ...]:
        """The statements in the order of the label."""
        return tuple(Statement(each) for each in self.statements)
