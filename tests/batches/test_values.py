"""How values come in: typed, typed twice, confirmed, read from a file; what is not of the field's kind is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.batches.run.recipe import Bilingual, Range, Record, Set, ValueKind
from cellpark.batches.run.values import quantity_problems, typed_value, value_problems
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity

q = Quantity.parse
NAME = {"name": "x", "line": 1, "title": Bilingual("x", "x")}


def codes(problems: object) -> list[str]:
    return [each.code for each in problems]  # type: ignore[attr-defined]


def record(kind: ValueKind, **more: object) -> Record:
    return Record(**{**NAME, "kind": kind, **more})  # type: ignore[arg-type]


NUMBER = record(ValueKind.NUMBER, unit="cell/mL")


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        (NUMBER, q("1e6 cells/mL"), []),
        (NUMBER, q("1e3 cells/uL"), []),
        (NUMBER, q("1e6 cells"), ["quantity.dimension"]),
        (NUMBER, "1e6", ["batches.value.kind"]),
        (NUMBER, True, ["batches.value.kind"]),
        (record(ValueKind.YES_NO), True, []),
        (record(ValueKind.YES_NO), "yes", ["batches.value.kind"]),
        (record(ValueKind.CHOICE, choices=("clear", "turbid")), "clear", []),
        (record(ValueKind.CHOICE, choices=("clear", "turbid")), "red", ["base.not_a_choice"]),
        (record(ValueKind.CHOICE, choices=("clear", "turbid")), q("1"), ["base.not_a_choice"]),
        (record(ValueKind.TEXT), "seal 12", []),
        (record(ValueKind.TEXT), " ", ["batches.value.kind"]),
        (record(ValueKind.TEXT), "x" * 501, ["base.too_long"]),
        (record(ValueKind.TEXT), "a\x00b", ["base.text.control"]),
        (Set(**NAME, value=q("3 bead/cell")), q("3 bead/cell"), []),
        (Set(**NAME, value=q("3 bead/cell")), q("3.1 bead/cell"), ["batches.parameter.outside"]),
        (Set(**NAME, value=q("3 bead/cell"), allow=Range(q("2 bead/cell"), None)), q("9 bead/cell"), []),
        (Set(**NAME, value=q("3 bead/cell")), q("3 mL"), ["quantity.dimension"]),
    ],
)
def test_a_value_is_of_the_kind_that_its_field_wants(field: object, value: object, found: list[str]) -> None:
    """211-4c: inputs are checked."""
    assert codes(value_problems(field, value)) == found  # type: ignore[arg-type]


def test_a_number_without_a_unit_is_in_the_field_s_own() -> None:
    assert typed_value(NUMBER, " 2e6 ") == q("2e6 cells/mL")
    assert typed_value(NUMBER, "2e3 cells/uL") == q("2e6 cells/mL")
    assert typed_value(record(ValueKind.YES_NO), "Yes") is True
    assert typed_value(record(ValueKind.TEXT), "2e6") == "2e6"
    for wrong in ("", "two", "1,5", "1e6 cels", "nan", "1 2 3"):
        with pytest.raises(Refused):
            typed_value(NUMBER, wrong)


def test_nothing_is_used_in_negative_amounts_or_other_dimensions() -> None:
    assert codes(quantity_problems("x", q("-1 mL"), q("1 mL"))) == ["batches.quantity.negative"]
    assert codes(quantity_problems("x", q("1 cells"), q("1 mL"))) == ["quantity.dimension"]


@given(text=st.text(max_size=40))
def test_whatever_is_typed_is_a_value_or_is_refused(text: str) -> None:
    try:
        value = typed_value(NUMBER, text)
    except Refused:
        return
    assert isinstance(value, Quantity)
