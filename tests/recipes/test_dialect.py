"""The dialect as a person meets it: the sample, several errors at once, limits, and what a name can be asked for."""

import re

import pytest

from cellpark.kernel.problem import Refused
from cellpark.recipes.dialect import check, format_text, identity, limits, model, parse
from cellpark.recipes.dialect.verbs import ATTRIBUTES, CHINESE, VERBS

ZH = "\u64cd\u4f5c"
HEAD = f"---\nmbr: T-1\nversion: 1.0.0\ntitle: {ZH} | Test\n---\n"
UNIT = f"## U1 {ZH} | Unit\n- place: suite A; grade B\n"


def step(*bullets: str, number: int = 1) -> str:
    names = [
        match[2]
        for each in bullets
        if (match := re.match(r"- (\w+) (\w+):", each)) and match[1] not in ("sign", "check")
    ]
    marks = "".join(f" {{{name}}}" for name in names)
    return "\n".join([f"### U1.{number} {ZH} | Step", f"zh: {ZH}{marks}", f"en: do{marks}", *bullets, ""])


def codes(text: str) -> list[tuple[str, object, object]]:
    return [(each.code, each.params["line"], each.params["column"]) for each in check(text)]


DONE = "- sign done: operator"


def test_there_are_twelve_verbs_each_with_one_chinese_name() -> None:
    assert len(ATTRIBUTES) == 12
    assert set(CHINESE) == set(ATTRIBUTES) == set(VERBS.values())
    assert len(VERBS) == 24


def test_several_errors_are_reported_in_one_pass_and_in_their_order() -> None:
    bullets = (
        "- set a: 1 parsec",
        "- recrod b: number",
        "- time c: 0 h",
        "- check d: c > 1 mL; else stop",
        "- sign e:",
    )
    marked = (HEAD + UNIT + step(*bullets)).replace(" {b}", "")
    assert codes(marked) == [
        ("recipe.unit", 11, 10),
        ("recipe.verb_unknown", 12, 3),
        ("recipe.not_positive", 13, 11),
        ("expression.mixed_kinds", 14, 12),
        ("recipe.head_missing", 15, 10),
    ]


def test_a_name_in_a_loop_is_the_latest_and_until_sees_the_whole_unit() -> None:
    loop = UNIT + "- repeat: until n >= 10; max 4; else stop\n"
    recipe = parse(HEAD + loop + step("- record n: number", DONE))
    assert recipe.units[0].repeat == model.Repeat(
        every=None, until="n >= 10", least=1, most=4, otherwise=model.Otherwise(model.Reaction.STOP), line=8
    )


def test_a_target_of_do_is_off_the_main_line() -> None:
    text = (
        HEAD
        + UNIT
        + step("- record n: number; range 1..2; else do U1.2", DONE)
        + step(DONE, number=2)
        + step(DONE, number=3)
    )
    assert [(each.id, each.branch) for _, each in parse(text).steps()] == [
        ("U1.1", False),
        ("U1.2", True),
        ("U1.3", False),
    ]


def test_signatures_exclude_each_other_by_role_or_by_name() -> None:
    """CN-2 and 211.188: whoever performs a step does not verify it (T5)."""
    by_role = parse(HEAD + UNIT + step(DONE, "- sign check: verifier; not operator"))
    by_name = parse(HEAD + UNIT + step(DONE, "- sign check: verifier; not done"))
    assert by_role == by_name
    assert by_role.step("U1.1").signatures[1].not_by == ("done",)


def test_a_place_holds_until_the_next() -> None:
    text = HEAD + UNIT + step(DONE) + step("- place: suite B; grade C; closed", DONE, number=2) + step(DONE, number=3)
    recipe = parse(text)
    assert [recipe.place_of(f"U1.{number}").suite for number in (1, 2, 3)] == ["A", "B", "B"]
    with pytest.raises(KeyError):
        recipe.place_of("U9.9")


def test_the_unit_of_a_range_is_written_once() -> None:
    text = HEAD + UNIT + step("- time t: 24 h; allow 20..28 h", "- set m: 3 TU/cell; allow 2..5", DONE)
    time, setting, _ = parse(text).step("U1.1").fields
    assert str(time.allow.low) == "20 h"
    assert str(setting.allow.high) == "5 TU/cell"


def test_one_line_changes_one_line_of_the_formatted_text() -> None:
    text = HEAD + UNIT + step("- time t: 24 h; allow 20..28 h", DONE)
    before, after = format_text(text).splitlines(), format_text(text.replace("24 h", "22 h")).splitlines()
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_the_formatter_mends_line_ends_tabs_and_wide_spaces() -> None:
    text = HEAD + UNIT + step("- time t: 24 h", DONE)
    damaged = "\ufeff" + text.replace("\n", "\r\n").replace("- time t", "-\ttime\u3000t")
    assert check(damaged) != ()
    assert format_text(damaged) == format_text(text)


def test_the_identity_of_a_document_is_the_hash_of_its_bytes() -> None:
    text = HEAD + UNIT + step(DONE)
    assert identity(text) != identity(text + "\n")
    assert len(identity(text)) == 64


def test_a_document_that_is_too_long_is_not_read_at_all() -> None:
    assert codes("x" * (limits.MAX_LENGTH + 1)) == [("recipe.too_long_document", 1, 1)]


def test_there_is_a_limit_on_units_fields_and_words() -> None:
    units = HEAD + "".join(f"## U{number} {ZH} | Unit\n" for number in range(1, limits.MAX_UNITS + 2))
    assert "recipe.too_many_units" in [each[0] for each in codes(units)]
    fields = [f"- set n{number}: 1 h" for number in range(limits.MAX_FIELDS + 1)]
    assert [each[0] for each in codes(HEAD + UNIT + step(*fields, DONE))] == ["recipe.too_many_fields"]
    tests = ", ".join(f"t{number}" for number in range(limits.MAX_WORDS + 1))
    found = codes(HEAD + UNIT + step(f"- sample s: 1 mL; tests {tests}; to QC", DONE))
    assert [each[0] for each in found] == ["recipe.too_many_words"]


def test_there_is_a_limit_on_steps() -> None:
    body = "".join(
        f"## U{unit} {ZH} | Unit\n"
        + "".join(f"### U{unit}.{number} {ZH} | Step\nzh: {ZH}\nen: do\n{DONE}\n" for number in range(1, 301))
        for unit in range(1, 9)
    ).replace("Unit\n", "Unit\n- place: suite A; grade B\n", 1)
    assert [each[0] for each in codes(HEAD + body)] == ["recipe.too_many_steps"]


def test_no_more_than_fifty_problems_are_reported() -> None:
    assert len(check(HEAD + UNIT + "what\n" * 200)) == limits.MAX_PROBLEMS


def test_a_refusal_shows_the_line_and_marks_the_place() -> None:
    with pytest.raises(Refused) as refused:
        parse(HEAD + UNIT + step("- time t: 24 hours; allow 20..x h", DONE))
    caret = refused.value.problems[0].params["caret"]
    assert caret == "- time t: 24 hours; allow 20..x h\n" + " " * 26 + "^^^^^^^"


def test_a_huge_faulty_document_is_refused_without_looking_at_all_of_it() -> None:
    """Each unknown word is compared with known ones; after fifty problems nothing more is looked for."""
    unknown_verbs = HEAD + UNIT + "- recrod x: number; unknwon y\n" * 15_000
    assert len(check(unknown_verbs)) == limits.MAX_PROBLEMS
    names = "".join(
        step(*(f"- record n{number}_{each}: number" for each in range(50)), DONE, number=number)
        for number in range(1, 100)
    )
    asking = "".join(f"- check c{each}: m{each}_x > 1; else stop\n" for each in range(59))
    wrong = f"### U1.900 {ZH} | Step\nzh: {ZH}\nen: do\n{asking}{DONE}\n"
    found = check(HEAD + UNIT + names + wrong)
    assert {each.code for each in found} <= {"expression.unknown_name", "expression.unknown_name_near"}
    assert len(found) == limits.MAX_PROBLEMS
