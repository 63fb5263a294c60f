"""The example materials load once, through the ordinary acts, and hold what the example recipes name."""

import re
from pathlib import Path

import pytest

from cellpark.base.scope import Scope
from cellpark.identity.public import OrganisationKind
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import Event
from cellpark.materials.public import Container, Lot, Material, load_plant, look_alikes, usable_problems
from tests.people import HOUSE, organisation

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CONTENT = (EXAMPLES / "plant" / "materials.yaml").read_bytes()
pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing(everything: Scope, clock: FixedClock) -> None:
    owner = organisation("CDMO", OrganisationKind.PLATFORM_PROVIDER).id
    first = load_plant(actor=HOUSE, content=CONTENT, organisation=owner)
    events = Event.objects.count()
    again = load_plant(actor=HOUSE, content=CONTENT, organisation=owner)
    assert (first.materials, again.materials, again.lots, again.containers) == (Material.objects.count(), 0, 0, 0)
    assert Event.objects.count() == events


def test_the_recipes_find_their_materials_and_values(everything: Scope, clock: FixedClock) -> None:
    owner = organisation("CDMO", OrganisationKind.PLATFORM_PROVIDER).id
    load_plant(actor=HOUSE, content=CONTENT, organisation=owner)
    text = "".join(path.read_text(encoding="utf-8") for path in (EXAMPLES / "recipes").glob("*.mbr.md"))
    wanted = set(re.findall(r"^- use \w+: (RM-\d+)", text, re.MULTILINE))
    usable = {
        row.material.code
        for row in Container.objects.select_related("material", "lot").filter(material__code__in=wanted)
        if usable_problems(row) == []
    }
    assert wanted - usable == set()
    assert str(Lot.objects.get(number="0501-A1").quantities["titre"]) == "2.0E+8 TU/mL"
    old = Container.objects.get(code="CT-0312-A0-1")
    assert [each.code for each in usable_problems(old)] == ["materials.lot.expired"]
    waiting = Container.objects.get(code="CT-0107-A2-1")
    assert [each.code for each in usable_problems(waiting)] == ["materials.lot.in_quarantine"]
    assert look_alikes("CHA999926EXB7K2", organisation=owner) == []  # nobody of them is in the house yet


@pytest.mark.parametrize("content", [b"", b"format: other", b"\xff", b"format: [", CONTENT + b"\nmore: 1\n"])
def test_a_bad_file_is_refused_and_nothing_is_written(everything: Scope, content: bytes) -> None:
    owner = organisation("CDMO", OrganisationKind.PLATFORM_PROVIDER).id
    with pytest.raises(Refused) as refused:
        load_plant(actor=HOUSE, content=content, organisation=owner)
    assert [each.code for each in refused.value.problems] == ["materials.plant.file"]
    assert Material.objects.count() == 0
