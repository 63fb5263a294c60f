"""Specifications, samples, tests with their results, investigations, readings of the environment."""

from cellpark.quality.models.environment_result import EnvironmentResult
from cellpark.quality.models.gating_strategy import GatingStrategy
from cellpark.quality.models.investigation import Investigation
from cellpark.quality.models.result import Result
from cellpark.quality.models.sample import QualitySample
from cellpark.quality.models.specification import Specification
from cellpark.quality.models.test import Test
from cellpark.quality.models.tube_run import TubeRun

__all__ = [
    "EnvironmentResult",
    "GatingStrategy",
    "Investigation",
    "QualitySample",
    "Result",
    "Specification",
    "Test",
    "TubeRun",
]
