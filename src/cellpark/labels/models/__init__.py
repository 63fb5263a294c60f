"""Templates, labels, and what two people found when they looked."""

from cellpark.labels.models.label import Label
from cellpark.labels.models.label_check import LabelCheck
from cellpark.labels.models.template import LabelTemplate

__all__ = ["Label", "LabelCheck", "LabelTemplate"]
