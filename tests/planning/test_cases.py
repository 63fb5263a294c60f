"""A case as a file: read with every wrong field named, and nothing read that is not beside it."""

import json
from typing import Any

import pytest

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.drafting import Case, read_case
from tests.planning.cases import FOLDER

EXAMPLE = FOLDER / "cart-cd19.case.json"


def read(**changes: Any) -> Case:
    form = json.loads(EXAMPLE.read_bytes()) | changes
    return read_case(json.dumps(form).encode(), lambda name: (FOLDER / name).read_bytes())


def batches(**changes: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(EXAMPLE.read_bytes())["batches"]
    return [found[0] | changes, *found[1:]]


def test_the_shipped_case_is_planned_from_where_its_batches_are() -> None:
    found = read().draft()
    assert [each.key for each in found.facts.jobs] == [f"P-00{number}" for number in range(38, 44)]
    assert [each.key for each in found.facts.jobs[0].operations][:2] == ["now", "U4.5"]
    assert found.facts.jobs[2].weight == 4
    assert found.overdue == ()
    assert found.labels["CART-019"]["U4.5"].en == "Assess activation"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"now": "2026-11-23T09:00:00"}, "now"),  # no offset: nobody knows when that is
        ({"now": None}, "now"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"recipes": []}, "recipes"),
        ({"colour": "red"}, "colour"),
        ({"unit_minutes": "5"}, "unit_minutes"),
        ({"batches": batches(weight=-1)}, "batches.0.weight"),
        ({"batches": batches(due="soon")}, "batches.0.due"),
        ({"batches": batches(steps={"U1.1": ["2026-11-20T08:00:00+08:00"]})}, "batches.0.steps.U1.1.1"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(Refused) as found:
        read(**changes)
    assert Problem("planning.case.field", {"place": place}) in found.value.problems


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"format": "cellpark.case/2"}', b"[" * 100_000, b"\xff"])
def test_what_is_no_case_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as found:
        read_case(content, lambda _name: b"")
    assert found.value.problems[0].code == "planning.case.unreadable"


def test_a_recipe_that_is_no_text_is_refused() -> None:
    with pytest.raises(Refused) as found:
        read_case(EXAMPLE.read_bytes(), lambda name: b"\xff" if name.endswith(".md") else (FOLDER / name).read_bytes())
    assert found.value.problems[0] == Problem("planning.case.no_file", {"file": "cart-cd19.mbr.md"})


def test_a_step_that_the_recipe_does_not_have_is_refused() -> None:
    with pytest.raises(Refused) as found:
        read(batches=batches(steps={"U99.1": ["2026-11-20T08:00:00+08:00", None]})).draft()
    assert found.value.problems == (Problem("planning.draft.unknown_step", {"step": "U99.1", "batch": "P-0038"}),)
