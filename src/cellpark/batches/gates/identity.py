"""A batch has the identity with which its recipe compares what enters, before the first scan (T1, LBL-5)."""

from cellpark.batches.run.plan import Plan
from cellpark.batches.run.scans import compares_identity
from cellpark.kernel.problem import Problem


def identity_problems(plan: Plan, coi: str) -> list[Problem]:
    """Without an identity to compare with, every container would fit."""
    if coi or not compares_identity(plan):
        return []
    return [Problem("batches.batch.no_identity", {"mbr": plan.recipe.mbr}, field="coi", rule="LBL-5")]
