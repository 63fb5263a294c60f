"""Whether one operation of a plan may stand elsewhere: an answer at once, with what stands against it. Pure.

The plan is held as what is free at each time (``plan``). What the limits of a patient and the working times leave, and
what others have taken, is one line of good and bad times (``times``); whoever asks for a bad one is told which fact
stands against it (``against``), and where the nearest good one is. No search and no compiled engine: the answer takes
milliseconds, and the checker has the last word before a plan is proposed.
"""

from cellpark.planning.trying.move import Tried, Wish, tried
from cellpark.planning.trying.plan import Standing
from cellpark.planning.trying.reason import Kind, Reason, reason_problem

__all__ = ["Kind", "Reason", "Standing", "Tried", "Wish", "reason_problem", "tried"]
