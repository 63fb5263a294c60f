"""The form editor writes the text: reading a step and writing it back changes nothing, and nothing else ever moves."""

from dataclasses import replace
from pathlib import Path

import pytest

from cellpark.recipes.dialect import check, format_text
from cellpark.recipes.step_text import FieldText, line_of, read_step, step_ids, write_step

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "recipes").glob("*.mbr.md"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_writing_back_what_was_read_gives_the_same_recipe(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    again = text
    for identity, _title in step_ids(text):
        step = read_step(text, identity)
        assert step is not None
        # of all lines the form leaves a picture alone
        assert [line for line in step.others if not line.startswith("picture: ")] == []
        again = write_step(again, identity, step)
    assert check(again) == ()
    assert format_text(again) == format_text(text)


def test_a_step_is_changed_and_the_rest_stays_byte_for_byte() -> None:
    text = EXAMPLES[0].read_text(encoding="utf-8")
    step = read_step(text, "U2.2")
    assert step is not None
    changed = write_step(text, "U2.2", replace(step, title_en="Wash\nand  label now"))
    first, last = line_of(text, "U2.2")
    before, after = text.splitlines(), changed.splitlines()
    assert after[: first - 1] == before[: first - 1]
    assert after[-(len(before) - last) :] == before[last:]
    assert after[first - 1].endswith("| Wash and label now")


def test_a_field_is_one_line_of_the_text() -> None:
    made = FieldText("time", "hold", "24 h", {"else": "stop", "allow": "20..28 h"})
    assert made.line == "- time hold: 24 h; allow 20..28 h; else stop"
    assert FieldText("equip", "inc", "", {"class": "incubator"}).line == "- equip inc: class incubator"
    assert FieldText("set", "ratio", "3", {"cpp": ""}).line == "- set ratio: 3; cpp"


def test_lines_that_are_no_field_are_kept() -> None:
    text = "## U1 a | b\n\n### U1.1 c | d\n\nzh: e\nen: f\n- nonsense\n- set x: 3; colour red\n"
    step = read_step(text, "U1.1")
    assert step is not None
    assert step.others == ("- nonsense", "- set x: 3; colour red")
    assert "- nonsense" in write_step(text, "U1.1", step)
    assert read_step(text, "U9.9") is None
    assert line_of(text, "U9.9") == (0, 0)
