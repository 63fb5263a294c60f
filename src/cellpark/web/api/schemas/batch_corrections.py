"""Corrections of entries: what is sent to make them."""

from uuid import UUID

from cellpark.web.api.schemas.batches import CodeIn, FieldIn
from cellpark.web.api.values import Text


class CorrectIn(FieldIn):
    """What stands from now on for an entry, and why; ``again`` where the recipe has it typed twice or read in."""

    entry: UUID
    value: Text | bool
    again: Text | bool | None = None
    reason: Text


class CorrectThingIn(CodeIn):
    """The label of the container that was really used, and how much; by default what was recorded."""

    entry: UUID
    quantity: Text | None = None
    reason: Text
