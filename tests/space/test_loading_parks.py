"""Loading a park: once is enough, a changed file changes what differs, the ledger says who loaded which file."""

import hashlib
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from cellpark.base.actor import Actor
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of, head_of, typed
from cellpark.space.events import ParkLoaded
from cellpark.space.models import Building, Company, Fact, Park, Phase, Platform, Source
from cellpark.space.public import Loaded, load_example_parks, load_park, number_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

PARKS = Path(__file__).parents[2] / "examples" / "parks"
SMALL = (Path(__file__).parent / "small-park.yaml").read_bytes()
LOADER = Actor.system("tests")


def load(content: bytes) -> Loaded:
    return load_park(actor=LOADER, content=content, file="small-park.yaml")


def everything_stored() -> list[dict[str, object]]:
    models = (Park, Source, Phase, Building, Company, Platform, Fact)
    return [row for model in models for row in model.objects.order_by("pk").values()]


def recorded(key: str) -> list[ParkLoaded]:
    return [event for event in map(typed, events_of(f"park/{key}")) if isinstance(event, ParkLoaded)]


def test_the_example_parks_load_whole() -> None:
    loaded = load_example_parks(PARKS)
    assert loaded == [
        Loaded(key="ftz-one", unchanged=False, added=49, changed=0, removed=0),
        Loaded(key="lishan", unchanged=False, added=45, changed=0, removed=0),
    ]
    assert Fact.objects.filter(source=None).count() == 0
    assert list(Building.objects.filter(park__key="lishan").values_list("key", flat=True)) == ["a", "b", "c", "d", "e"]
    signed = Platform.objects.filter(park__key="ftz-one").values_list("kind", "provider__name_zh")
    assert dict(signed)["biosafety_testing"] == Company.objects.get(key="boruice-shengwu").name_zh


def test_loading_twice_changes_and_records_nothing(clock: FixedClock) -> None:
    load_example_parks(PARKS)
    before = everything_stored()
    clock.instant = clock.instant.replace(year=2027)
    assert load_example_parks(PARKS) == [
        Loaded(key="ftz-one", unchanged=True),
        Loaded(key="lishan", unchanged=True),
    ]
    assert everything_stored() == before
    assert [head_of(f"park/{key}").version for key in ("ftz-one", "lishan")] == [1, 1]


def test_a_load_is_recorded_with_the_digest_of_its_file() -> None:
    load(SMALL)
    park = Park.objects.get(key="small")
    assert recorded("small") == [
        ParkLoaded(
            park=park.id,
            key="small",
            file_sha256=hashlib.sha256(SMALL).hexdigest(),
            added=(
                "park",
                "source/S1",
                "company/gene",
                "building/a",
                "platform/sequencing",
                "fact/height",
                "fact/building/a/support",
            ),
            changed=(),
            removed=(),
        )
    ]


def test_a_changed_file_changes_only_what_differs() -> None:
    load(SMALL)
    before = {fact.key: fact.id for fact in Fact.objects.all()}
    changed = SMALL.replace(b"109.55", b"110").replace(b"en: Support\n", b"en: Support services\n")
    assert load(changed) == Loaded(key="small", unchanged=False, added=0, changed=2, removed=0)
    assert recorded("small")[-1].changed == ("fact/height", "fact/building/a/support")
    assert {fact.key: fact.id for fact in Fact.objects.all()} == before
    assert number_of(Fact.objects.get(key="height")) == "110 m"


def test_what_the_file_no_longer_says_goes() -> None:
    load(SMALL)
    shorter = SMALL[: SMALL.index(b"buildings:")]
    assert load(shorter) == Loaded(key="small", unchanged=False, added=0, changed=0, removed=4)
    assert recorded("small")[-1].removed == (
        "building/a",
        "platform/sequencing",
        "fact/height",
        "fact/building/a/support",
    )
    assert (Building.objects.count(), Fact.objects.count(), Company.objects.count()) == (0, 0, 1)


def test_a_file_with_one_fault_loads_nothing() -> None:
    load(SMALL)
    before = everything_stored()
    with pytest.raises(Refused):
        load(SMALL.replace(b"109.55", b"110").replace(b"use: support", b"use: canteen"))
    assert everything_stored() == before
    assert head_of("park/small").version == 1


def test_loading_needs_the_right_to() -> None:
    with pytest.raises(NotAllowed) as refusal:
        load_park(actor=Actor.nobody(), content=b"not even read", file="x.yaml")
    assert refusal.value.permission == "space:park:load"


def test_a_directory_without_park_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        load_example_parks(tmp_path)
    assert [problem.code for problem in refusal.value.problems] == ["space.parks.none_found"]


def test_the_database_refuses_a_number_without_its_unit() -> None:
    load(SMALL)
    with pytest.raises(IntegrityError, match="space_fact_number_whole_or_absent"), transaction.atomic():
        Fact.objects.filter(key="height").update(unit="")


def test_the_database_refuses_a_fact_about_two_things() -> None:
    load(SMALL)
    with pytest.raises(IntegrityError, match="space_fact_about_one_thing"), transaction.atomic():
        Fact.objects.filter(key="support").update(company=Company.objects.get())


def test_the_database_refuses_half_a_rectangle_on_the_map() -> None:
    load(SMALL)
    with pytest.raises(IntegrityError, match="space_building_map_whole_or_absent"), transaction.atomic():
        Building.objects.update(map_x=None)
