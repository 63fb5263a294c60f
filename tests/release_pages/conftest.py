"""The release desk of the app's tests, with people who sign in to the pages."""

from tests.batches_pages.conftest import browser
from tests.release.conftest import desk, floor, small

__all__ = ["browser", "desk", "floor", "small"]
