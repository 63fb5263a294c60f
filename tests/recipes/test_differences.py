"""The semantic diff: what a reviewer signs is what changed in meaning, with its gravity and the steps that feel it."""

from pathlib import Path

from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.change import ChangeKind, Severity
from cellpark.recipes.dialect.diff import diff

FOLDER = Path(__file__).parents[2] / "examples" / "recipes"
ZH = "\u64cd\u4f5c"
TEXT = f"""---
mbr: T-1
version: 1.0.0
title: {ZH} | Test
---
## U1 {ZH} | Unit
- place: suite A; grade B
- repeat: until n >= 10; max 4; else stop
### U1.1 {ZH} | First
zh: {ZH} {{hold}} {{n}} {{viab}}
en: do {{hold}} {{n}} {{viab}}
- time hold: 24 h; allow 20..28 h
- record n: number
- record viab: number %; range 70..100; cqa; else deviation major
- sign done: operator
- sign check: verifier; not operator
### U1.2 {ZH} | Second
zh: {ZH} {{wash}}
en: do {{wash}}
- use wash: RM-1 wash; qty n * 2 mL; lot scan
- sign done: operator
### U1.3 {ZH} | Third
zh: {ZH}
en: do
- sign done: operator
"""


def changes(*replaced: tuple[str, str]) -> list[tuple[str, str, str | None, str | None]]:
    text = TEXT
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    return [(each.severity.value, each.where, each.name, each.aspect) for each in diff(parse(TEXT), parse(text))]


def test_a_hold_that_is_shortened_is_critical_and_says_so_in_both_languages() -> None:
    """The example of the issue: hold 24 h -> 22 h, critical, affects the step."""
    found = diff(parse(TEXT), parse(TEXT.replace("24 h", "22 h")))
    assert [each.sentence().en for each in found] == ["time U1.1 hold: duration 24 h -> 22 h (critical; affects U1.1)"]
    assert "24 h \u2192 22 h" in found[0].sentence().zh
    assert "\u5173\u952e" in found[0].sentence().zh


def test_another_spelling_of_the_same_amount_is_no_change() -> None:
    assert changes(("24 h; allow 20..28 h", "1440 min; allow 1200..1680 min")) == []


def test_whoever_uses_a_value_is_affected() -> None:
    found = diff(parse(TEXT), parse(TEXT.replace("record n: number", "record n: number; cpp")))
    assert [each.affects for each in found] == [("U1.1", "U1", "U1.2")]


def test_limits_materials_signatures_and_loops_are_critical() -> None:
    assert changes(("range 70..100", "range 75..100")) == [("critical", "U1.1", "viab", "limits")]
    assert changes(("RM-1", "RM-2")) == [("critical", "U1.2", "wash", "material")]
    assert changes(("verifier; not", "QA; not")) == [("critical", "U1.1", "check", "role")]
    assert changes(("max 4", "max 5")) == [("critical", "U1", None, "most")]
    assert changes(("; else deviation major", "; else stop")) == [("critical", "U1.1", "viab", "otherwise")]


def test_words_are_editorial_or_minor_and_an_instruction_is_major() -> None:
    assert changes(("| First", "| The first")) == [("editorial", "U1.1", None, "title")]
    assert changes(("RM-1 wash", "RM-1 washing buffer")) == [("minor", "U1.2", "wash", "what")]
    assert changes(("en: do {wash}", "en: add {wash}")) == [("major", "U1.2", None, "text")]


def test_steps_come_go_and_move_by_their_permanent_ids() -> None:
    third = TEXT[TEXT.index("### U1.3") :]
    gone = diff(parse(TEXT), parse(TEXT.replace(third, "")))
    assert [(each.kind, each.severity, each.where) for each in gone] == [
        (ChangeKind.REMOVED, Severity.CRITICAL, "U1.3")
    ]
    came = diff(parse(TEXT.replace(third, "")), parse(TEXT))
    assert [(each.kind, each.where) for each in came] == [(ChangeKind.ADDED, "U1.3")]
    second = TEXT[TEXT.index("### U1.2") : TEXT.index("### U1.3")]
    moved = diff(parse(TEXT), parse(TEXT.replace(second, "").rstrip("\n") + "\n" + second))
    assert len(moved) == 1
    assert (moved[0].kind, moved[0].where in ("U1.2", "U1.3")) == (ChangeKind.MOVED, True)


def test_T4_the_words_of_what_enters_and_leaves_are_compared_and_their_change_is_critical() -> None:
    bags = TEXT.replace("{wash}", "{wash} {bag} {full}")
    bags = bags.replace("- use wash", "- in bag: bag; match batch\n- out full: full bag\n- use wash")
    for old, name in ((": bag;", "bag"), ("full bag", "full")):
        found = diff(parse(bags), parse(bags.replace(old, old.replace("bag", "pouch"))))
        assert [(each.severity, each.name, each.aspect) for each in found] == [(Severity.CRITICAL, name, "what")]


def test_the_gravest_change_comes_first() -> None:
    found = changes(("| First", "| The first"), ("RM-1 wash", "RM-1 buffer"), ("max 4", "max 5"))
    assert [each[0] for each in found] == ["critical", "minor", "editorial"]


def test_a_field_that_came_or_went_is_told_whole() -> None:
    text = TEXT.replace("- record n: number\n", "- record n: number\n- record m: text\n").replace("{n}", "{n} {m}")
    found = diff(parse(TEXT), parse(text))
    added = [each for each in found if each.kind is ChangeKind.ADDED]
    assert [each.sentence().en for each in added] == ["record U1.1 m: added record m: text (major; affects U1.1)"]


def test_the_rapid_variant_differs_from_the_long_one_in_ways_that_can_be_told() -> None:
    long, rapid = (
        parse((FOLDER / f"{name}.mbr.md").read_text(encoding="utf-8")) for name in ("cart-cd19", "cart-cd19-rapid")
    )
    found = diff(long, rapid)
    assert all(each.sentence().zh and each.sentence().en for each in found)
    assert Severity.CRITICAL in {each.severity for each in found}
