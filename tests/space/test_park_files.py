"""A park file with a fault is refused whole, and the refusal names file, line and field."""

from pathlib import Path

import pytest
import yaml
from django.utils import translation

from cellpark.base.messages import explain, sentence
from cellpark.kernel.problem import Problem, Refused
from cellpark.space.messages import MESSAGES
from cellpark.space.park_file import PROBLEM_LIMIT, SIZE_LIMIT_BYTES, read_park

SMALL = (Path(__file__).parent / "small-park.yaml").read_text()
REFUSALS = yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text())


def problems(content: str | bytes) -> list[tuple[str, int, str]]:
    with pytest.raises(Refused) as refused:
        read_park(content if isinstance(content, bytes) else content.encode(), file="p.yaml")
    assert {problem.params["file"] for problem in refused.value.problems} == {"p.yaml"}
    return [
        (problem.code.removeprefix("space.park_file."), int(problem.params["line"] or 0), str(problem.params["field"]))
        for problem in refused.value.problems
    ]


def test_a_sound_file_is_read_exactly() -> None:
    park = read_park(SMALL.encode(), file="p.yaml")
    assert (park.key, park.name.en, park.opened and park.opened.date) == ("small", "Small Example Park", "2023-11")
    assert [str(figure.value) for figure in park.figures] == ["109.55"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: m, source: S1", "unit: m, source: S2", ("source_unknown", 41, "figures[0].source")),
        ("    source: S1\n    map:", "    map:", ("field_missing", 26, "buildings[0].source")),
        ("use: support", "use: canteen", ("not_one_of", 28, "buildings[0].use")),
        ("format: cellpark.park/1", "format: cellpark.park/9", ("not_one_of", 2, "format")),
        ("role: tenant", "rolle: tenant", ("field_missing", 19, "companies[0].role")),
        ("value: 109.55", "value: tall", ("not_a_number", 41, "figures[0].value")),
        ("value: 109.55", "value: -1", ("not_a_number", 41, "figures[0].value")),
        ("value: 109.55", "value: 109.55, over: 100", ("two_numbers", 41, "figures[0]")),
        ("value: 109.55", "between: [9, 3]", ("range_reversed", 41, "figures[0]")),
        (", unit: m,", ",", ("number_without_unit", 41, "figures[0]")),
        ("value: 109.55, unit: m, ", "", ("figure_without_number", 41, "figures[0]")),
        ("name: {en: Building A}", "name: {}", ("name_missing", 27, "buildings[0].name")),
        ("date: 2023-11,", "date: 2023-13,", ("not_a_date", 8, "opened.date")),
        ("date: 2022/2023", "date: 2023/2022", ("not_a_date", 13, "sources.S1.date")),
        ("date: 2022/2023", "date: last year", ("not_a_date", 13, "sources.S1.date")),
        ("  S1:\n", "  first:\n", ("malformed", 11, "sources.first")),
        ("key: gene", "key: Gene Company", ("malformed", 19, "companies[0].key")),
        ("en: Support", "en: ''", ("malformed", 33, "buildings[0].facts[0].en")),
        ("en: Support", "en: 5", ("not_text", 33, "buildings[0].facts[0].en")),
        ("schematic: true", "schematic: perhaps", ("not_yes_or_no", 30, "buildings[0].map.schematic")),
        ("name: {en: Example Gene}", "name: Example Gene", ("not_a_mapping", 20, "companies[0].name")),
        ("provider: gene", "provider: nobody", ("reference_unknown", 38, "platforms[0].provider")),
        ("figures:\n", "figures: none\nfacts:\n", ("not_a_list", 40, "figures")),
    ],
)
def test_each_fault_is_named_with_its_line_and_field(old: str, new: str, expected: tuple[str, int, str]) -> None:
    assert SMALL.count(old) == 1, "the fault must be made in one place"
    assert problems(SMALL.replace(old, new))[0] == expected


def test_an_unknown_source_says_which_ones_are_listed() -> None:
    """Issue 2 item 9: sources of every fact; a fact without a listed source cannot enter."""
    with pytest.raises(Refused) as refused:
        read_park(SMALL.replace("unit: m, source: S1", "unit: m, source: S7").encode(), file="p.yaml")
    assert [dict(problem.params) for problem in refused.value.problems] == [
        {"file": "p.yaml", "line": 41, "field": "figures[0].source", "source": "S7", "known": "S1"}
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    broken = SMALL.replace("date: 2023-11", "date: soon").replace("use: support", "use: canteen")
    assert problems(broken) == [("not_a_date", 8, "opened.date"), ("not_one_of", 28, "buildings[0].use")]


def test_a_field_that_stands_twice_is_refused() -> None:
    assert problems(SMALL.replace("key: small\n", "key: small\nkey: other\n")) == [("field_repeated", 4, "key")]


def test_a_key_used_twice_is_refused() -> None:
    twice = SMALL + "  - {key: height, en: Again, zh: \u518d\u6b21, value: 1, unit: m, source: S1}\n"
    assert problems(twice) == [("key_repeated", 42, "figures[1].key")]


def test_facts_figures_and_programmes_share_their_keys() -> None:
    twice = SMALL + "programmes:\n  - {key: height, en: Again, zh: \u518d\u6b21, source: S1}\n"
    assert problems(twice) == [("key_repeated", 43, "programmes[0].key")]


def test_broken_yaml_is_told_with_its_line() -> None:
    assert problems(SMALL.replace("place:\n  en: Example City", "place:\n en: [Example City")) == [("not_yaml", 7, "")]


def test_aliases_are_refused() -> None:
    """A page of nested aliases can mean gigabytes."""
    assert problems(SMALL.replace("name: {en: Example Gene}", "name: *same")) == [("not_yaml", 20, "")]


def test_deep_nesting_is_refused() -> None:
    assert problems("a: " + "[" * 5_000 + "]" * 5_000) == [("not_yaml", 1, "")]


def test_tags_make_no_objects() -> None:
    found = problems("format: !!python/object/apply:os.getcwd []\n")
    assert found[0] == ("not_one_of", 1, "format")


def test_a_file_in_another_encoding_is_refused_at_the_line() -> None:
    assert problems(SMALL.encode("gb18030")) == [("not_utf8", 4, "")]


def test_a_file_beyond_the_limit_is_refused_unread() -> None:
    assert problems(b"#" * (SIZE_LIMIT_BYTES + 1)) == [("too_large", 1, "")]


def test_an_empty_file_lacks_everything_that_must_be_there() -> None:
    required = ("format", "key", "name", "place", "source", "sources")
    assert problems("") == [("field_missing", 1, name) for name in required]


def test_control_characters_are_told_with_their_line() -> None:
    assert problems("format: cellpark.park/1\nkey: \x07\n") == [("not_yaml", 2, "")]


def test_a_flood_of_faults_is_cut() -> None:
    flood = SMALL + "".join(f"  - {{key: k{n}}}\n" for n in range(200))
    assert len(problems(flood)) == PROBLEM_LIMIT


@pytest.mark.parametrize("fault", REFUSALS, ids=lambda fault: fault["new"])
def test_a_refusal_reads_the_same_help_in_both_languages(fault: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        read_park(SMALL.replace(fault["old"], fault["new"]).encode(), file="p.yaml")
    with translation.override("en"):
        assert sentence(refused.value.problems[0]) == fault["en"]
    with translation.override("zh-hans"):
        assert sentence(refused.value.problems[0]) == fault["zh"]


@pytest.mark.parametrize("code", MESSAGES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_refusal_says_what_why_and_what_to_do(code: str, language: str) -> None:
    names = ("file", "line", "field", "value", "known", "source", "list", "limit", "column", "directory")
    with translation.override(language):
        words = explain(Problem(code, dict.fromkeys(names, "x")))
    assert all((words.what, words.why, words.remedy))
    assert "%(" not in words.what + words.why + words.remedy
