"""The ledger does not depend on its server: the same acts give the same bytes and the same root on each.

``tools/other_postgres.py`` runs this file, and others, on a server that is not the embedded one.
"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from cellpark.kernel.clock import FixedClock
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.proof.tiles import TileReader
from cellpark.ledger.tile_store import DatabaseTiles
from cellpark.ledger.verify.run import verify
from tests.ledger.conftest import note

pytestmark = pytest.mark.durable
ROOT_OF_300 = "06b93af7f8cfedf0c0cc54617a96317cd26f6965b57007a575a156b063dcc526"


def test_the_same_acts_give_the_same_root_on_every_server(durable: str, clock: FixedClock) -> None:
    """A site that moves to another server keeps its history and every proof that others hold."""
    for number in range(300):
        clock.advance(timedelta(milliseconds=7))
        place = UUID(int=(0x0190_0000_0000_7000_8000 << 48) | number)
        note(f"lot/{number % 7}", number, event_id=place, reason=f"\u7b2c {number}")
    assert seal_all(wait_s=60) == 300
    assert TileReader(DatabaseTiles()).root(300).hex() == ROOT_OF_300


def test_every_byte_is_verified_on_this_server(durable: str, site_keys: Path) -> None:
    for number in range(50):
        note(f"lot/{number % 3}", number)
    seal_all(wait_s=60)
    report = verify()
    assert (report.is_sound, report.events) == (True, 50)


def test_the_tests_stand_on_the_server_that_was_asked_for(durable: str) -> None:
    """Without this a forgotten variable would praise the embedded server for another one."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10_000
    assert version == settings.CELLPARK_TEST_SERVER_VERSION
