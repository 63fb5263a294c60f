"""Batches, their exceptions, and the times that a worker watches."""

from cellpark.batches.models.batch import Batch
from cellpark.batches.models.batch_exception import BatchException
from cellpark.batches.models.running_time import RunningTime

__all__ = ["Batch", "BatchException", "RunningTime"]
