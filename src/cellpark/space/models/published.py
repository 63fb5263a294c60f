"""What phases, buildings, platforms and companies have in common."""

from django.db import models

from cellpark.base.fields import BilingualName, identifier


class Published(BilingualName):
    """Something in a park that a source names."""

    id = identifier()
    park = models.ForeignKey("space.Park", on_delete=models.PROTECT)
    key = models.SlugField(max_length=60)
    source = models.ForeignKey("space.Source", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True
        constraints = [
            *BilingualName.Meta.constraints,
            # a key names one thing of its kind in a park: links and later loads rely on it
            models.UniqueConstraint(fields=["park", "key"], name="%(app_label)s_%(class)s_key_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def identity(self) -> str:
        """What this row is called in a load's list of changes, such as ``building/a``."""
        return f"{self._meta.model_name}/{self.key}"


class Mapped(models.Model):
    """A rectangle on the park's schematic map, in squares of its grid; all four numbers or none."""

    map_x = models.PositiveSmallIntegerField(null=True)
    map_y = models.PositiveSmallIntegerField(null=True)
    map_width = models.PositiveSmallIntegerField(null=True)
    map_depth = models.PositiveSmallIntegerField(null=True)
    # the position is not published; it only helps to tell the parts of the park apart
    map_is_schematic = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints = [
            # a rectangle with a missing side cannot be drawn
            models.CheckConstraint(
                condition=models.Q(
                    map_x__isnull=False, map_y__isnull=False, map_width__isnull=False, map_depth__isnull=False
                )
                | models.Q(map_x=None, map_y=None, map_width=None, map_depth=None),
                name="%(app_label)s_%(class)s_map_whole_or_absent",
            ),
        ]
