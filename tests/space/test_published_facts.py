"""The example parks say only what was published, and every fact says where."""

from pathlib import Path

import pytest

from cellpark.space.facts import ParkFile
from cellpark.space.park_file import read_park
from cellpark.space.rules import sourced
from cellpark.space.states import PlatformKind

PARKS = Path(__file__).parents[2] / "examples" / "parks"
FILES = sorted(PARKS.glob("*.yaml"))


def read(name: str) -> ParkFile:
    return read_park((PARKS / name).read_bytes(), file=name)


def test_both_example_parks_are_there() -> None:
    assert [file.name for file in FILES] == ["ftz-one.yaml", "lishan.yaml"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_entry_and_every_fact_names_a_listed_source(file: Path) -> None:
    park = read(file.name)
    subjects = [*park.companies, *park.phases, *park.buildings, *park.platforms]
    facts = [*park.facts, *park.figures, *park.programmes, *(fact for subject in subjects for fact in subject.facts)]
    named = dict(sourced(park))
    # the park itself, its opening where published, each subject, each fact
    assert len(named) == 1 + (park.opened is not None) + len(subjects) + len(facts)
    assert set(named.values()) == set(park.sources), "a source that no fact names would not be one"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_position_on_the_map_pretends_to_be_published(file: Path) -> None:
    park = read(file.name)
    places = [subject.map for subject in (*park.phases, *park.buildings)]
    assert [place is not None and place.schematic for place in places] == [True] * len(places)


def test_lishan_has_five_buildings_in_three_parts() -> None:
    park = read("lishan.yaml")
    assert [(building.key, building.use) for building in park.buildings] == [
        ("a", "production_and_development"),
        ("b", "production_and_development"),
        ("c", "research_and_innovation"),
        ("d", "research_and_innovation"),
        ("e", "support"),
    ]
    numbers = {figure.key: (str(figure.value), figure.unit, figure.source) for figure in park.figures}
    assert numbers["tower-floors"] == ("23", "floors", "S4")
    assert numbers["tower-height"] == ("109.55", "m", "S4")


def test_lishan_counts_are_those_of_the_source() -> None:
    figures = {figure.key: figure for figure in read("lishan.yaml").figures}
    counts = {key: figures[key].value for key in ("listed", "high-tech", "gazelle", "specialised")}
    assert counts == {"listed": 5, "high-tech": 10, "gazelle": 6, "specialised": 8}
    assert figures["contacted"].over == 100


def test_ftz_one_has_three_phases_and_the_area_of_one() -> None:
    phases = {phase.key: phase for phase in read("ftz-one.yaml").phases}
    assert {key: (phase.opened, phase.ground_broken) for key, phase in phases.items()} == {
        "i": (None, None),
        "ii": ("2022-11-15", None),
        "iii": (None, "2022-11-15"),
    }
    areas = {key: [fact.value for fact in phase.facts if fact.unit == "m2"] for key, phase in phases.items()}
    assert areas == {"i": [], "ii": [80_000], "iii": []}


def test_the_two_parks_together_publish_all_eight_kinds_of_platform() -> None:
    lishan = {platform.kind: platform.standing for platform in read("lishan.yaml").platforms}
    ftz_one = {platform.kind: platform.standing for platform in read("ftz-one.yaml").platforms}
    assert lishan == {PlatformKind.CDMO_PILOT: "present", PlatformKind.CELL_OPERATIONS: "present"}
    assert set(ftz_one.values()) == {"signed"}
    assert lishan.keys() | ftz_one.keys() == set(PlatformKind)
    assert lishan.keys().isdisjoint(ftz_one)
