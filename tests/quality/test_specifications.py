"""Specifications: read strictly, signed by two, one in force; the examples that ship with the program."""

from pathlib import Path

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Meaning, load_example_people
from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.public import Verdict, parsed
from tests.batches.test_gates import codes
from tests.people import PASSWORD
from tests.quality.laboratory import SPECIFICATION, Laboratory

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("format: cellpark.specification/1", "format: other", "quality.specification.text"),
        ("title:", "extra: 1\ntitle:", "quality.specification.text"),
        ("code: sterility", "code: car_pos", "quality.specification.text"),
        ("criterion: car_pos >= 10 %", "criterion: car_pos >= 10 mL", "quality.specification.attribute"),
        ("criterion: car_pos >= 10 %", "criterion: cd3 >= 10 %", "quality.specification.attribute"),
        ("criterion: car_pos >= 10 %", "criterion: car_pos", "quality.specification.attribute"),
        ("turnaround: 4 h", "turnaround: 4 mL", "quality.specification.attribute"),
        ("turnaround: 4 h", "turnaround: 0 h", "quality.specification.attribute"),
        ("choices: [no growth, growth]", "choices: [none, some]", "quality.specification.never"),
        ("market: EU", "market: [1", "quality.specification.text"),
        (
            "turnaround: 4 h",
            "turnaround: 4 h\n    computed: {kind: x, value: y, parameters: {a: 0.5}}",
            "quality.specification.text",
        ),
        (
            "turnaround: 4 h",
            "turnaround: 4 h\n    computed: {kind: x, value: y, parameters: {a: &a [x, x], b: [*a, *a]}}",
            "quality.specification.text",
        ),
    ],
)
def test_a_text_that_does_not_fit_is_refused_with_its_place(old: str, new: str, code: str) -> None:
    """211-160b: limits are read strictly; a binary fraction, a foreign name or a wrong unit never gets in."""
    assert old in SPECIFICATION
    with pytest.raises(Refused) as refused:
        parsed(SPECIFICATION.replace(old, new, 1))
    assert codes(refused)[0] == code


@pytest.mark.parametrize(
    ("value", "verdict"), [("10", Verdict.PASS), ("0.1 1", Verdict.PASS), ("9.99 %", Verdict.FAIL)]
)
def test_a_criterion_judges_values_in_any_unit_of_its_dimension(value: str, verdict: Verdict) -> None:
    assert parsed(SPECIFICATION).attribute("car_pos").judge(value) is verdict


def test_a_specification_is_in_force_by_two_signatures_and_retires_its_predecessor(lab: Laboratory) -> None:
    """211-160a, P11-8b."""
    first = lab.approved()
    second = lab.drafted(SPECIFICATION.replace(">= 10 %", ">= 20 %"))
    with pytest.raises(Refused) as under_way:
        lab.drafted(SPECIFICATION.replace(">= 10 %", ">= 30 %"))
    assert codes(under_way) == ["quality.specification.open"]
    signature = lab.sign(lab.head, second, Meaning.AUTHORED)
    with pytest.raises(Refused) as other:
        quality.author_specification(actor=lab.head, specification_id=second.id, signature_id=signature)
    assert codes(other) == ["quality.specification.not_author"]
    signature = lab.sign(lab.quality, second, Meaning.REVIEWED)
    with pytest.raises(Refused) as meaning:
        quality.author_specification(actor=lab.quality, specification_id=second.id, signature_id=signature)
    assert codes(meaning) == ["quality.specification.signature_meaning"]
    signature = lab.sign(lab.quality, second, Meaning.AUTHORED)
    second = quality.author_specification(actor=lab.quality, specification_id=second.id, signature_id=signature)
    with pytest.raises(Refused) as moved:
        quality.approve_specification(actor=lab.head, specification_id=second.id, signature_id=signature)
    assert codes(moved) == ["quality.specification.not_signed"]
    signature = lab.sign(lab.head, second, Meaning.APPROVED)
    quality.approve_specification(actor=lab.head, specification_id=second.id, signature_id=signature)
    assert {each.number: each.state for each in quality.specifications()} == {1: "retired", 2: "approved"}
    assert quality.specification(first.id).retired_at is not None


def test_nobody_approves_what_they_wrote(lab: Laboratory) -> None:
    """211-160a."""
    row = quality.draft_specification(
        actor=lab.head, text=SPECIFICATION, organisation_id=lab.floor.store.organisation.id
    )
    signature = lab.sign(lab.head, row, Meaning.AUTHORED)
    quality.author_specification(actor=lab.head, specification_id=row.id, signature_id=signature)
    signature = lab.sign(lab.head, row, Meaning.APPROVED)
    with pytest.raises(Refused) as refused:
        quality.approve_specification(actor=lab.head, specification_id=row.id, signature_id=signature)
    assert codes(refused) == ["quality.specification.same_person"]


@pytest.mark.django_db
def test_the_example_specifications_are_loaded_once_and_signed_by_two_people() -> None:
    load_example_people(path=EXAMPLES / "people.yaml", password=PASSWORD)
    made = quality.load_example_quality(folder=EXAMPLES / "quality", password=PASSWORD)
    said = [(each.product, each.market) for each in made]
    assert said == [("CART-019", "EU"), ("CART-019", "CN"), ("CART-019R", "CN")]
    assert quality.load_example_quality(folder=EXAMPLES / "quality", password=PASSWORD) == []
    with use_scope(EVERYTHING):
        row = quality.specification(made[0].id)
        assert (row.state, row.author != row.approver, len(row.document.attributes)) == ("approved", True, 16)
        assert all(each.source for each in row.document.attributes)
