"""Phases in which a park was built."""

from django.db import models

from cellpark.space.models.published import Mapped, Published


class Phase(Published, Mapped):
    """One phase: when ground was broken and when it opened, as far as published (EDTF level 0)."""

    opened = models.CharField(max_length=21, blank=True, default="")
    ground_broken = models.CharField(max_length=21, blank=True, default="")

    class Meta:
        ordering = ["park", "position"]
        constraints = [*Published.Meta.constraints, *Mapped.Meta.constraints]
