"""Abstract models and the two tables of the plumbing."""

from cellpark.base.models.append_only import AppendOnlyModel, AppendOnlyViolation
from cellpark.base.models.delivery import Delivery
from cellpark.base.models.performed_act import PerformedAct
from cellpark.base.models.shared import SharedManager, SharedModel
from cellpark.base.models.tenant import ScopedManager, ScopedWrites, TenantModel

__all__ = [
    "AppendOnlyModel",
    "AppendOnlyViolation",
    "Delivery",
    "PerformedAct",
    "ScopedManager",
    "ScopedWrites",
    "SharedManager",
    "SharedModel",
    "TenantModel",
]
