"""Which worker runs which tests: a file stays on one worker, and so does a folder whose tests share what they stand on.

pytest-xdist's own groups (``xdist_group``) are lost on pytest 9.2 (pytest-dev/pytest-xdist#1386), so that several
workers each built the same expensive world; files and folders are read from the test's address, which stays.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

FOLDERS = ("tests/access/", "tests/dossier/", "tests/faults/")


class ByFile(LoadScopeScheduling):
    """Gives out whole files, or whole folders of ``FOLDERS``, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        """As the base class."""
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in FOLDERS if nodeid.startswith(folder)), nodeid.split("::", 1)[0])
