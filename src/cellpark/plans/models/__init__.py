"""Plans, the editions that they stand on, their files, and work in the background."""

from cellpark.plans.models.edition import Edition
from cellpark.plans.models.file import PlanFile
from cellpark.plans.models.hold import SlotHold
from cellpark.plans.models.plan import Plan
from cellpark.plans.models.work import Work

__all__ = ["Edition", "Plan", "PlanFile", "SlotHold", "Work"]
