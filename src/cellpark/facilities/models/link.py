"""A link with which the firm that does the work reads its permit without an account."""

from django.db import models
from django.db.models import Q

from cellpark.identity.public import LinkState, OneTimeLink


class PermitLink(OneTimeLink):
    """One permit to read until the link ends, and to say of its hot work that it begins and, once, that it is over.

    The operator owns the row.
    """

    permit = models.ForeignKey("facilities.Permit", on_delete=models.PROTECT, related_name="links")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in LinkState]), name="facilities_permit_link_state_known"
            ),
        ]
