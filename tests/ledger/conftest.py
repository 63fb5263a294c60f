"""Events of the tests' own, and a ledger with some history."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.actions.append import record
from cellpark.ledger.registry import event_type

OWNER = UUID("01900000-0000-7000-8000-00000000000a")
OTHER = UUID("01900000-0000-7000-8000-00000000000b")


@event_type("test.lot.noted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class LotNoted:
    number: int
    note: str


def note(stream, number, *, organisation=OWNER, actor=None, **more):
    """One event in a transaction of its own."""
    with use_scope(EVERYTHING), transaction.atomic():
        return record(
            stream=stream,
            event=LotNoted(number=number, note=f"entry {number}"),
            actor=actor or Actor.system("tests"),
            organisation=organisation,
            **more,
        )


@pytest.fixture
def site_keys(tmp_path, settings):
    """A folder for keys of this test alone."""
    settings.CELLPARK_KEYS_DIRECTORY = tmp_path / "keys"
    return settings.CELLPARK_KEYS_DIRECTORY
