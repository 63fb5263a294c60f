"""Fault seeding: what a recipe catches and what it lets pass is told, the same for the same seed."""

import json
from pathlib import Path

import pytest

from cellpark.batches.rehearsal import Check, FaultKind, rehearse
from cellpark.command.exit_code import ExitCode
from cellpark.command.language import use_language
from cellpark.command.main import main
from cellpark.recipes.dialect import parse, parse_approved

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "recipes").glob("*.mbr.md"))
ZH = "\u64cd\u4f5c"
TEXT = f"""---
mbr: T-1
version: 1.0.0
title: {ZH} | Test
---
## U1 {ZH} | Unit
- place: suite A; grade B
### U1.1 {ZH} | First
zh: {ZH} {{bag}} {{n}}
en: do {{bag}} {{n}}
- in bag: bag; match patient
- record n: number; range 1..9; else deviation major
- sign done: operator
### U1.2 {ZH} | Second
zh: {ZH} {{wash}} {{work}}
en: do {{wash}} {{work}}
- use wash: RM-1 wash; qty n * 2 mL; lot scan
- time work: 10 min; allow ..30 min from U1.1; else deviation major
- sign done: operator
- sign check: verifier; not operator
"""


def report(text: str, faults: int = 200):
    return rehearse(parse_approved(text), seed=7, faults=faults)


def missed(text: str) -> set[tuple[str, str, str]]:
    return {(each.kind.value, each.step, each.field) for each in report(text).missed}


def test_a_guarded_recipe_catches_each_kind_of_fault_by_its_own_check() -> None:
    """T1, T4, T10, P11-6."""
    found = report(TEXT)
    assert (found.steps, found.stuck) == (2, "")
    by = {each.fault.kind: set() for each in found.outcomes}
    for each in found.outcomes:
        by[each.fault.kind].add(each.by)
    assert by[FaultKind.SWAPPED_BAG] == {Check.IDENTITY}
    assert by[FaultKind.WRONG_LOT] == {Check.LOT}
    assert by[FaultKind.LIMIT_BREACH] == {Check.LIMIT}
    assert by[FaultKind.SKIPPED_STEP] == {Check.ORDER, Check.COMPLETENESS}
    assert by[FaultKind.LATE_STEP] == {Check.TIME, None}


def test_only_the_first_step_may_be_late_unnoticed_because_nothing_counts_before_it() -> None:
    assert missed(TEXT) == {("late step", "U1.1", "")}


def test_what_a_recipe_no_longer_says_is_no_longer_caught() -> None:
    vague = TEXT.replace("; match patient", "").replace("{bag} {n}", "{pre} {bag} {n}")
    vague = vague.replace("- in bag", "- out pre: bag\n- in bag")
    assert ("swapped bag", "U1.1", "bag") in missed(vague)
    assert ("limit breach", "U1.1", "n") in missed(TEXT.replace("; range 1..9; else deviation major", ""))
    assert ("late step", "U1.2", "") in missed(TEXT.replace("; allow ..30 min from U1.1; else deviation major", ""))


def test_T1_T4_a_fault_is_caught_by_the_rules_of_the_plant_and_by_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """T1, T4: what the plant's scan lets pass, the rehearsal lets pass."""
    details = {(each.fault.kind.value, each.fault.detail, each.by) for each in report(TEXT).outcomes}
    assert {each for each in details if each[0] == "wrong lot"} == {
        ("wrong lot", detail, Check.LOT) for detail in ("material", "expired", "quarantine")
    }
    monkeypatch.setattr("cellpark.batches.rehearsal.scanning.difference", lambda *_found, **_expected: None)
    monkeypatch.setattr("cellpark.batches.rehearsal.scanning.unfit", lambda **_lot: ())
    assert {("swapped bag", "U1.1", "bag"), ("wrong lot", "U1.2", "wash")} <= missed(TEXT)


def test_T1_a_recipe_that_asks_for_a_bag_of_the_batch_that_nobody_made_comes_to_no_end() -> None:
    text = TEXT.replace("match patient", "match batch").replace("{bag} {n}", "{bag} {two} {n}")
    two = text.replace("- record n", "- in two: bag; qty 3 bag; match batch\n- record n")
    assert report(two).stuck == "U1.1"


@pytest.mark.parametrize(
    ("called", "stuck", "other"),
    [("washed cells", "", {("swapped bag", "U1.2", "cells")}), ("washed bag", "", set()), ("last bag", "U1.2", None)],
)
def test_T4_words_that_no_out_fills_are_found_before_the_plant_meets_them(
    called: str, stuck: str, other: set[tuple[str, str, str]] | None
) -> None:
    """T4: nothing compares another bag of the batch; what is called for before anything fills it is never there."""
    text = TEXT.replace("- record n", "- out washed: washed bag; of bag\n- out rest: rest; of bag\n- record n")
    text = text.replace("{bag} {n}", "{bag} {washed} {rest} {n}").replace(
        "{wash} {work}", "{cells} {wash} {work} {late}"
    )
    text = text.replace("- use wash", f"- in cells: {called}; match batch\n- out late: last bag; of cells\n- use wash")
    assert report(text).stuck == stuck
    if other is not None:
        assert {each for each in missed(text) if each[0] == "swapped bag"} == other


def test_a_condition_a_setting_and_a_branch_catch_as_well() -> None:
    guarded = TEXT.replace("number; range 1..9; else deviation major", "number\n- check low: n <= 20; else stop")
    assert {each.by for each in report(guarded).outcomes if each.fault.field == "n"} == {Check.CONDITION, None}
    setting = TEXT.replace("- record n: number; range 1..9; else deviation major", "- set n: 3; allow 1..9")
    assert {each.by for each in report(setting).outcomes if each.fault.field == "n"} == {Check.PARAMETER}


def test_the_same_seed_gives_the_same_report() -> None:
    assert report(TEXT, 20) == report(TEXT, 20)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_runs_to_its_end_and_catches_all_but_delays(path: Path) -> None:
    found = rehearse(parse(path.read_text(encoding="utf-8")), faults=30)
    assert found.stuck == ""
    for kind in FaultKind:
        caught, of = found.of(kind)
        assert of > 0
        assert caught == of or kind is FaultKind.LATE_STEP


def test_the_command_tells_the_shares_in_both_languages_and_as_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.mbr.md"
    path.write_text(TEXT, encoding="utf-8")
    command = ["recipe", "mutate", str(path), "--faults", "20", "--seed", "3"]
    try:
        assert main(["--lang", "en", *command]) is ExitCode.DONE
        english = capsys.readouterr().out
        assert english.startswith("T-1 1.0.0, simulated in 2 steps, seed 3.\nswapped bag: 1 of 1 caught (100 %)\n")
        assert "Not noticed: late step at U1.1" in english
        assert main(["--lang", "zh", *command]) is ExitCode.DONE
        assert "\u8840\u888b\u8c03\u6362" in capsys.readouterr().out
        assert main(["--lang", "en", *command, "--json"]) is ExitCode.DONE
        form = json.loads(capsys.readouterr().out)
        assert form["kinds"]["skipped step"] == {"caught": 2, "of": 2}
        assert main(["--lang", "en", *command, "--least", "100"]) is ExitCode.REFUSED
    finally:
        use_language("en")
