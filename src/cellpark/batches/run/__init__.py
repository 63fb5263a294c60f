"""The state of a batch as a pure function of its recipe and its events. No database, no clock of its own.

``Plan(recipe)`` indexes a recipe once; ``fold(plan, entries)`` gives the state, ``apply`` the next one; ``next_steps``
says what is open and what is missing, ``problems_of`` whether an act may follow, ``owed`` which exceptions must open.
"""

from cellpark.batches.run.due import Owed, Timer, owed, timers
from cellpark.batches.run.fold import apply, fold
from cellpark.batches.run.happened import Happened
from cellpark.batches.run.legal import problems_of
from cellpark.batches.run.missing import Missing, Want, missing_of
from cellpark.batches.run.plan import Plan, key_of, round_of, step_of
from cellpark.batches.run.state import Phase, State, StepState
from cellpark.batches.run.view import NextSteps, OpenStep, next_steps

__all__ = [
    "Happened",
    "Missing",
    "NextSteps",
    "OpenStep",
    "Owed",
    "Phase",
    "Plan",
    "State",
    "StepState",
    "Timer",
    "Want",
    "apply",
    "fold",
    "key_of",
    "missing_of",
    "next_steps",
    "owed",
    "problems_of",
    "round_of",
    "step_of",
    "timers",
]
