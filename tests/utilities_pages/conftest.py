"""The park of the tests of utilities."""

from tests.utilities.conftest import site

__all__ = ["site"]
