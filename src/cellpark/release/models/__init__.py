"""Dispositions of batches, supplies out of specification, recalls."""

from cellpark.release.models.disposition import BatchDisposition
from cellpark.release.models.recall import RecallOrder
from cellpark.release.models.supply import Supply

__all__ = ["BatchDisposition", "RecallOrder", "Supply"]
