"""The laboratory, with people who sign in to the pages."""

from tests.batches_pages.conftest import browser
from tests.quality.conftest import floor, lab, small

__all__ = ["browser", "floor", "lab", "small"]
