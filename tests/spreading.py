"""Which worker runs which tests: a file stays on one worker, and so does a folder whose tests share what they stand on.

pytest-xdist's own groups (``xdist_group``) are lost on pytest 9.2 (pytest-dev/pytest-xdist#1386), so that several
workers each built the same expensive world; files and folders are read from the test's address, which stays.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

FOLDERS = ("tests/access/", "tests/dossier/", "tests/faults/")
# What takes longest, longest first: begun late, one of these would leave the other workers without work at the end.
LONG = (
    "tests/access/",
    "tests/plays/test_story.py",
    "tests/plays/test_in_browsers.py",
    "tests/plays/test_plays.py",
    "tests/plays/test_today.py",
    "tests/faults/",
    "tests/api/test_any_call.py",
    "tests/browser/test_open_pages.py",
    "tests/command/test_backup.py",
    "tests/browser/test_gallery.py",
    "tests/equipment/test_in_the_browser.py",
    "tests/batches_pages/test_in_browsers.py",
    "tests/browser/test_desk.py",
    "tests/plays/test_story_in_browsers.py",
    "tests/ledger_pages/test_proofs.py",
    "tests/ledger/test_tampering.py",
)


class ByFile(LoadScopeScheduling):
    """Gives out whole files, or whole folders of ``FOLDERS``: ``LONG`` first, then as they were collected."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        """As the base class."""
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in FOLDERS if nodeid.startswith(folder)), nodeid.split("::", 1)[0])


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of ``LONG`` before all others; within one file, and of the others, the order stays."""
    places = {long: place for place, long in enumerate(LONG)}

    def place(item: pytest.Item) -> int:
        file = item.nodeid.split("::", 1)[0]
        return next((places[long] for long in places if file.startswith(long)), len(places))

    items.sort(key=place)
