"""An analysis says how it was computed and carries a digest of what went in and what came out (A11-2b)."""

from decimal import Decimal

import pytest

from cellpark.assays.kinds import KINDS, kind_named
from cellpark.assays.model import Findings, digest_of
from cellpark.assays.public import analyse, number_text, quantity_text
from cellpark.base.messages import sentence
from cellpark.kernel.canonical import NotCanonical
from cellpark.kernel.problem import Refused


def test_a_kind_that_nobody_computes_is_refused_in_words():
    with pytest.raises(Refused) as refused:
        analyse("tea-leaves", {}, {})
    problem = refused.value.problems[0]
    assert problem.code == "assays.kind"
    assert "tea-leaves" in sentence(problem)


def test_every_kind_has_a_version_and_a_function():
    for name in KINDS:
        module = kind_named(name)
        assert module.VERSION >= 1
        assert callable(module.find)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (93.1, "93.1"),
        (1100.0, "1100"),
        (0.1 + 0.2, "0.3"),
        (2 / 3, "0.666666666667"),
        (-0.0, "0"),
        (1e15, "1E+15"),
        (1.5e-9, "1.5E-9"),
        (Decimal("1.50"), "1.5"),
        (123456789012.4, "123456789012"),
    ],
)
def test_numbers_keep_twelve_digits(value, text):
    assert number_text(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_never_written_as_one(value):
    with pytest.raises(ValueError, match="not finite"):
        number_text(value)


def test_a_number_without_dimension_has_no_unit():
    assert quantity_text(12.5, "%") == "12.5 %"
    assert quantity_text(12.5, "") == "12.5"


def test_the_digest_covers_files_parameters_values_and_details():
    def digest(files=None, parameters=None, values=None, details=None, version=1):
        findings = Findings(values or {"a": "1 %"}, details or {"n": 1})
        return digest_of("k", version, files or {"f": b"1"}, parameters or {"p": "1"}, findings)

    same = digest()
    assert len(same) == 64
    assert digest() == same
    others = {
        digest(files={"f": b"2"}),
        digest(parameters={"p": "2"}),
        digest(values={"a": "2 %"}),
        digest(values={"\u6d3b\u7ec6\u80de": "1 %"}),
        digest(details={"n": 2}),
        digest(version=2),
    }
    assert len(others) == 6
    assert same not in others


def test_floats_have_no_place_in_parameters():
    with pytest.raises(NotCanonical):
        digest_of("k", 1, {}, {"p": 1.5}, Findings({}))
