"""What programs send to correct an operation on a container."""

from uuid import UUID

from cellpark.web.api.values import Body, Text


class CorrectionIn(Body):
    """What was really moved: how much of ``container``, and what was scanned where it was another one."""

    container: UUID
    quantity: Text
    raw: Text = ""
    reason: Text
