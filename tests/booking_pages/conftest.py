"""A park that shares rooms and devices, signed in."""

from tests.booking.conftest import park

__all__ = ["park"]
