"""Text files that people write: read as they are written, or refused, and in little time."""

from typing import Any

import pytest

from cellpark.kernel.yaml_text import DEPTH_MAX, PARTS_MAX, NotYaml, exact_number, read_yaml


def read(text: str) -> Any:
    return read_yaml(text.encode(), limit_bytes=1_000_000)


def test_a_number_is_what_a_person_reads_in_it() -> None:
    """ALCOA accurate: a leading zero makes no octal number, a colon no sixtieth, an underscore nothing."""
    assert exact_number(read("rate: 0100")["rate"]) == 100
    assert [read(f"a: {each}")["a"] for each in ("1:30", "1_000", "0x1F", "0b11", "190:20:30.15")] == [
        "1:30",
        "1_000",
        "0x1F",
        "0b11",
        "190:20:30.15",
    ]
    assert [read(f"a: {each}")["a"] for each in ("0", "-12", "+7", "3.20", "1.5e+3", "true")] == [
        0,
        -12,
        7,
        3.2,
        1500.0,
        True,
    ]
    for each in ("1:30", "1_000", "0x1F"):
        with pytest.raises(ValueError, match="not_a_number"):
            exact_number(read(f"a: {each}")["a"])


@pytest.mark.parametrize("text", ["a: 1\na: 2", "a: {b: 1, b: 1}", "- {x: 1, 'x': 2}", "1: a\n1: b"])
def test_a_name_that_is_written_twice_is_refused(text: str) -> None:
    """One of the two values would be lost, and nobody told."""
    with pytest.raises(NotYaml):
        read(text)


@pytest.mark.parametrize("part", ["[", "- ", "? ", "{a: "])
def test_what_is_nested_too_deeply_is_refused_at_once(part: str) -> None:
    """Forty thousand brackets took most of a minute."""
    with pytest.raises(NotYaml):
        read(part * 40_000)
    assert read("[" * DEPTH_MAX + "]" * DEPTH_MAX)


def test_a_document_of_too_many_parts_is_refused() -> None:
    """The list itself is a part too."""
    assert len(read("[" + "1," * (PARTS_MAX - 1) + "]")) == PARTS_MAX - 1
    with pytest.raises(NotYaml):
        read("[" + "1," * PARTS_MAX + "]")
