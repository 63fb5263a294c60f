"""What was written once is read for ever: one golden file per type and version of the ledger's own events."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import pytest

from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.ledger import events
from cellpark.ledger.registry import event_type, event_types
from cellpark.ledger.shapes import NotThisShape, build

GOLDEN = Path(__file__).parent / "golden"
OWN = sorted(key for key, kind in event_types().items() if kind.shape.__module__ == events.__name__)


@pytest.mark.parametrize(("name", "version"), OWN)
def test_every_type_and_version_has_a_golden_file_that_reads_and_writes_alike(name, version):
    data = (GOLDEN / f"{name}.v{version}.json").read_bytes().rstrip(b"\n")
    shape = event_types()[name, version].shape
    assert canonical.encode(plain(build(shape, json.loads(data)))) == data


def test_there_is_no_golden_file_without_its_type():
    assert sorted(path.stem for path in GOLDEN.iterdir()) == [f"{name}.v{version}" for name, version in OWN]


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    text: str
    whole: int
    yes: bool
    nothing: UUID | None
    id: UUID
    at: datetime
    day: date
    amount: Decimal
    colour: Colour
    parts: tuple[Part, ...]
    pair: tuple[str, int]


FULL = Everything(
    text="t",
    whole=1,
    yes=True,
    nothing=None,
    id=UUID(int=1),
    at=datetime(2026, 1, 1, tzinfo=UTC),
    day=date(2026, 1, 1),
    amount=Decimal("1.50"),
    colour=Colour.RED,
    parts=(Part(count=1), Part(count=2)),
    pair=("a", 1),
)


def test_every_kind_of_field_is_read_back():
    assert build(Everything, plain(FULL)) == FULL


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 1),
        ("whole", True),
        ("whole", "1"),
        ("yes", 1),
        ("id", "x"),
        ("nothing", 5),
        ("at", "yesterday"),
        ("amount", "x"),
        ("colour", "blue"),
        ("parts", [{"count": 1, "more": 2}]),
        ("pair", ["a"]),
        ("unknown", 1),
    ],
)
def test_data_that_does_not_fit_is_refused(field, value):
    with pytest.raises(NotThisShape):
        build(Everything, {**plain(FULL), field: value})


@pytest.mark.parametrize("data", [None, [], "x", {}])
def test_data_that_is_no_object_is_refused(data):
    with pytest.raises(NotThisShape):
        build(Everything, data)


def test_a_type_is_registered_once_with_a_frozen_dataclass_and_a_dotted_name():
    with pytest.raises(AssertionError, match="registered twice"):
        event_type("system.clock.jumped", version=1)(Part)
    with pytest.raises(AssertionError, match="named like"):
        event_type("Jumped", version=1)
    with pytest.raises(AssertionError, match="must be a dataclass"):
        event_type("test.x.y", version=1)(str)
