"""The way into the park: applications with their files, reviews, offers. The operator's alone."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.companies.states import OfferState, ReviewState


class Contact(TenantModel):
    """Somebody who speaks for a company: name, telephone and address lie sealed under a key of their own (T20)."""

    id = identifier()
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="contacts")
    sealed_for = models.UUIDField()
    nonce = models.CharField(max_length=40)
    ciphertext = models.TextField()
    added_at = models.DateTimeField()

    append_only = True

    def __str__(self) -> str:
        return f"contact {self.id}"


class Application(TenantModel):
    """What a company asked for in the public form, as it was sent. ``reference`` is what the sender was told.

    ``answers`` says who the company is and for which park; what was written freely, the file and its name lie sealed
    under the key of the contact of this application, and are erased with it (T20).
    """

    id = identifier()
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="applications")
    reference = models.CharField(max_length=20)
    answers: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    contact = models.ForeignKey("companies.Contact", on_delete=models.PROTECT, related_name="+")
    consent = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    nonce = models.CharField(max_length=40)
    ciphertext = models.TextField()
    file_type = models.CharField(max_length=100, blank=True, default="")
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    file = models.BinaryField(null=True)

    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="companies_application_reference_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class Review(TenantModel):
    """One reviewer's judgement of an application by dated criteria (``edition``): points by criterion, and why.

    Who has a conflict of interest says so and gives no points.
    """

    id = identifier()
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.UUIDField()
    named_by = models.UUIDField(null=True)
    state = models.CharField(max_length=20, default=ReviewState.NAMED)
    edition = models.CharField(max_length=80)
    scores: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    remark = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "reviewer", "round"], name="companies_reviewer_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ReviewState]), name="companies_review_state_known"
            ),
            # no conflict, no points; no points without a declaration that there is none
            models.CheckConstraint(
                condition=Q(state="given", total__isnull=False) | (~Q(state="given") & Q(total=None)),
                name="companies_review_points_when_given",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.id}"


class Offer(TenantModel):
    """Rooms on terms, until a day. ``rooms`` are ids of premises with their codes and areas as they were offered."""

    id = identifier()
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=20, default=OfferState.OPEN)
    rooms: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    terms = models.TextField()
    valid_until = models.DateField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            # what a company may take is one thing
            models.UniqueConstraint(fields=["company"], condition=Q(state="open"), name="companies_one_open_offer"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in OfferState]), name="companies_offer_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.id}"
