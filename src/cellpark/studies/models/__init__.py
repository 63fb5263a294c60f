"""Studies."""

from cellpark.studies.models.study import Study

__all__ = ["Study"]
