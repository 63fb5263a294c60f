"""Show me everything about this bag: one story with the rules that each part answers (P11-2, P11-8a, CART-1a)."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from cellpark.base.scope import Scope, use_scope
from cellpark.dossier.public import InspectionView, Subject, find_subject, inspection_views, note_inspection, tell_story
from cellpark.kernel.problem import Refused
from cellpark.labels.public import labels_of_batch
from cellpark.ledger.public import check_rebuild
from tests.batches.floor import COI
from tests.dossier.conftest import Filed


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def told(filed: Filed, key: str, kind: Subject = Subject.CONTAINER, thing=None):
    story = tell_story(kind, thing or filed.bag.id)
    section = next(each for each in story.sections if each.key == key)
    return [[str(getattr(cell, "text", cell)) for cell in row] for row in section.rows]


def test_any_code_leads_to_its_thing(filed: Filed) -> None:
    label = next(iter(labels_of_batch(filed.batch.id)))
    for code, kind, thing in (
        ("CT-A", Subject.CONTAINER, filed.bag.id),
        ("B-0001", Subject.BATCH, filed.batch.id),
        (COI, Subject.BATCH, filed.batch.id),
        ("L1", Subject.LOT, None),
        ("SCAN-INC-1", Subject.EQUIPMENT, filed.floor.incubator.id),
        (label.number, Subject.CONTAINER, label.container),
    ):
        found = find_subject(code)
        assert (code, found.kind, found.id) == (code, kind, thing or found.id)
    with pytest.raises(Refused) as caught:
        find_subject("no such code")
    assert [each.code for each in caught.value.problems] == ["dossier.code.unknown"]


def test_T16_the_story_of_a_bag_tells_what_went_in_where_it_was_and_who_signed(filed: Filed) -> None:
    """211-1b, 211-1c, 211-3a, 211-3c, CN-4k: identity, journey, lots, steps, people, equipment, labels, signatures."""
    assert told(filed, "identity")[0][:4] == ["CT-A", "Material RM-0001", "", COI]
    assert {row[0] for row in told(filed, "identity")} >= {"CT-A", "B-0001-1", "B-0001-2"}
    assert [row[0] for row in told(filed, "batches")] == ["B-0001"]
    assert [row[1] for row in told(filed, "steps")] == ["U1.1", "U1.2", "U2.1#1", "U3.1"]
    assert {row[2] for row in told(filed, "signatures") if row[1] == "U3.1"} == {"Production operator", "Quality staff"}
    assert {row[0] for row in told(filed, "equipment")} == {"INC-1"}
    assert len(told(filed, "labels")) == 2
    assert [row[2] for row in told(filed, "exceptions")] == ["seal found loose"]
    assert len(told(filed, "dossiers")) == 1
    assert len(told(filed, "journey")) > 5
    assert all(row[1].startswith(("person/", "system/")) for row in told(filed, "people"))


def test_lots_batches_and_equipment_have_their_stories(filed: Filed) -> None:
    lot = find_subject("L1")
    assert [row[0] for row in told(filed, "batches", Subject.LOT, lot.id)] == ["B-0001"]
    assert [row[0] for row in told(filed, "origins", Subject.BATCH, filed.batch.id)] == ["L1"]
    assert [row[0] for row in told(filed, "batches", Subject.EQUIPMENT, filed.floor.incubator.id)] == ["B-0001"]


def test_each_section_names_rules_of_the_matrix(filed: Filed) -> None:
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "validation.md").read_text(encoding="utf-8")
    for section in tell_story(Subject.CONTAINER, filed.bag.id).sections:
        assert section.rules
        assert all(f"| {rule} |" in page for rule in section.rules), section.key


def test_what_an_inspector_looks_at_is_recorded_and_the_house_sees_it(filed: Filed) -> None:
    """A11-2d: the look is an entry of the house's own ledger, and its row follows from it."""
    home = filed.floor.store.organisation.id
    thing = {"kind": Subject.CONTAINER, "thing": filed.bag.id, "code": filed.bag.code, "organisation_id": home}
    assert note_inspection(actor=filed.floor.quality, **thing) is None
    before = set(inspection_views().values_list("id", flat=True))
    view = note_inspection(actor=filed.inspector, **thing)
    with use_scope(Scope(frozenset({home}))):
        new = [(each.id, each.code) for each in inspection_views() if each.id not in before]
        assert new == [(view, "CT-A")]
    with use_scope(Scope(frozenset({filed.regulator.id}))):
        assert not InspectionView.objects.exists()
    assert [each for each in check_rebuild().differences if each.table == "dossier_inspection_view"] == []
