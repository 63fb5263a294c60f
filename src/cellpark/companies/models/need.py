"""What companies look for."""

from django.db import models
from django.db.models import Case, F, Q, Value, When

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.companies.states import NeedKind, NeedState


class Need(SharedModel):
    """A room, a service, a supplier or people that a company needs from ``since`` up to, not including, ``until``.

    ``node`` is the code of the chain that could meet it, empty for rooms; ``wanted`` are the particulars of a room
    (area in square metres, grade and so on, as the search for a place takes them); ``met_by`` says who met it.

    The words of an ``application`` lie sealed with it, and here while somebody may read them; the ledger has none of
    them. ``recorded`` is what the ledger says: the words of every other need.
    """

    id = identifier()
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=20)
    node = models.CharField(max_length=4, blank=True, default="")
    text = models.TextField(blank=True)
    application = models.ForeignKey("companies.Application", on_delete=models.PROTECT, null=True, related_name="+")
    recorded = models.GeneratedField(
        expression=Case(
            When(application__isnull=True, then=F("text")),
            default=Value("", output_field=models.TextField()),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    wanted: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    since = models.DateField()
    until = models.DateField(null=True)
    state = models.CharField(max_length=20, default=NeedState.OPEN)
    met_by = models.CharField(max_length=200, blank=True, default="")
    met_by_organisation = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in NeedKind]), name="companies_need_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in NeedState]), name="companies_need_state_known"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="companies_need_has_days"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "node"], name="companies_need_by_node"),
        ]

    def __str__(self) -> str:
        return self.text
