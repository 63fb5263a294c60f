"""The park whose things break, signed in."""

from tests.facilities.conftest import park

__all__ = ["park"]
