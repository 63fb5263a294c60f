"""A park with its rules, signed in."""

from tests.companies.conftest import park

__all__ = ["park"]
