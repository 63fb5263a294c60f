"""One story that is told in this house, once."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel


class Telling(SharedModel):
    """A story by its name, and how far it is. The maker's; hospital, sponsor and carrier see it as well.

    ``text`` is the story as it was when its telling began: a newer file does not change what is half told. ``told``
    keeps of each patient who is through the title and the order; ``instant`` is where the story's own clock stands.
    ``problem`` is what stopped it.
    """

    id = identifier()
    name = models.CharField(max_length=80, unique=True)
    text = models.TextField()
    patients = models.PositiveSmallIntegerField()
    told = models.JSONField(default=list)
    instant = models.DateTimeField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    problem = models.JSONField(default=dict)

    class Meta:
        constraints = [
            # a story has somebody whose way is told
            models.CheckConstraint(condition=Q(patients__gte=1), name="plays_telling_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"story {self.name}"

    @property
    def is_over(self) -> bool:
        """Whether everybody is through."""
        return len(self.told) >= self.patients
