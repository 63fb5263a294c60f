"""Jobs of the plumbing; the worker finds them here."""

from cellpark.base.outbox import deliver

__all__ = ["deliver"]
