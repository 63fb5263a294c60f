"""A clock that jumps is noticed and recorded (T18): times in records are only worth what the clock was worth."""

from cellpark.ledger.clock_watch.watch import JUMP_MIN, ClockWatch, Jump

__all__ = ["JUMP_MIN", "ClockWatch", "Jump"]
