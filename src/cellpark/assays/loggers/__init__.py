"""Temperature loggers: what a file says, whether its maker's signature holds, and what happened on the way.

Pure: bytes and limits in, values out. No database, no clock.
"""

from cellpark.assays.loggers.evaluate import (
    ACTIVATION_ENERGY,
    Evaluation,
    Excursion,
    Gap,
    Window,
    evaluate,
    mean_kinetic_temperature,
)
from cellpark.assays.loggers.model import Alarm, Day, DeviceLimit, LoggerFile, Sample, Side, Signature
from cellpark.assays.loggers.read import read

__all__ = [
    "ACTIVATION_ENERGY",
    "Alarm",
    "Day",
    "DeviceLimit",
    "Evaluation",
    "Excursion",
    "Gap",
    "LoggerFile",
    "Sample",
    "Side",
    "Signature",
    "Window",
    "evaluate",
    "mean_kinetic_temperature",
    "read",
]
