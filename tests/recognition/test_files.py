"""Files of rules, of data and of companies: what is refused with its place, and what the command says."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cellpark.command.recognition import command
from cellpark.kernel.problem import Refused
from cellpark.recognition.public import judge, read_company, read_data, read_recognition
from tests.recognition.test_rules import FOLDER, ON, RULES, VOCABULARY

ITEMS = [{"key": "a", "zh": "a", "en": "a", "most": 5, "judged": "judged.ip"}]
RULE, COMPANY = FOLDER / "technology-sme.recognition.yaml", FOLDER / "example-cells.company.yaml"


def said(path: Path) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "cellpark.recognition/9"}, "recognition.file.unreadable"),
        ({"needs": []}, "recognition.file.field"),
        ({"colour": "red"}, "recognition.file.field"),
        ({"needs": [{"key": "a", "zh": "a", "en": "a", "when": "zebra > 1"}]}, "expression.unknown_name"),
        ({"needs": [{"key": "a", "zh": "a", "en": "a", "when": "staff > 1 g"}]}, "expression.mixed_kinds"),
        ({"items": [{"key": "a", "zh": "a", "en": "a", "most": 5}]}, "recognition.item"),
        ({"items": [{"key": "a", "zh": "a", "en": "a", "most": 5, "judged": "profit"}]}, "recognition.item"),
        ({"items": [{"key": "a", "zh": "a", "en": "a", "most": 5, "judged": "core_ip"}]}, "recognition.item"),
        *(
            ({"needs": [{"key": "a", "zh": "a", "en": "a", "when": when}], "items": ITEMS}, "recognition.points")
            for when in (
                "points.total < 60",
                "not (points.total >= 60)",
                "60 > points.a",
                "points.a >= points.total",
                "core_ip or points.total - points.a >= 60",
                "choose(points.a > 3, core_ip, false)",
                "points.total in 0..60",
                "points.total == 60",
            )
        ),
        (
            {"items": [{"key": "a", "zh": "a", "en": "a", "most": 5, "bands": [{"when": "staff > 1", "points": 6}]}]},
            "recognition.item",
        ),
    ],
)
def test_rules_that_cannot_be_judged_by_are_refused_by_name(change: dict[str, object], code: str) -> None:
    content = yaml.safe_dump(said(RULE) | {"ways": []} | change, allow_unicode=True).encode()
    with pytest.raises(Refused) as caught:
        read_recognition(content, VOCABULARY)
    assert code in {each.code for each in caught.value.problems}


@pytest.mark.parametrize("content", [b"\xff\xfe", b"- 1", b"a: [", b"a: &x [1]\nb: [*x, *x]", b"[" * 5_000])
def test_what_is_no_file_of_rules_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"recognition\.file\.unreadable"):
        read_recognition(content, VOCABULARY)


def test_a_datum_that_no_rule_knows_is_refused() -> None:
    """A name that is typed wrongly would stay unknown for ever, in silence."""
    company = said(COMPANY)
    company["data"] = {"revenues": 5}
    with pytest.raises(Refused, match=r"recognition\.datum"):
        read_company(yaml.safe_dump(company, allow_unicode=True).encode(), VOCABULARY)


def test_the_command_says_what_is_met_what_lacks_and_what_to_ask_for() -> None:
    found = CliRunner().invoke(command, ["judge", str(COMPANY), "--on", "2026-11-22"])
    assert found.exit_code == 0
    for line in (
        "Technology-based SME (National, 2017): met",
        "held until 2027-05-20: its renewal is safe with the data of today",
        "High-tech enterprise (National, 2016): not met",
        "high_tech_revenue_share >= 60 %: Share of revenue from high-tech products and services = 54 %",
        "Valued at a billion USD or more: ask for Valuation of the last round, USD",
        "not compared with the official text yet: no advice",
    ):
        assert line in found.output
    assert CliRunner().invoke(command, ["check"]).exit_code == 0


def refused(*arguments: str) -> str:
    with pytest.raises(Refused) as caught:
        CliRunner().invoke(command, list(arguments), catch_exceptions=False, standalone_mode=False)
    return caught.value.problems[0].code


def test_a_folder_without_rules_and_a_day_out_of_time_are_refused(tmp_path: Path) -> None:
    assert refused("check", "--rules", str(tmp_path)) == "recognition.folder"
    assert refused("judge", str(COMPANY), "--on", "9998-01-01") == "recognition.day"


@pytest.mark.parametrize("value", [3.2, "1e9999", 10**30, "9" * 40, [1], None])
def test_a_datum_that_is_no_value_is_refused(value: object) -> None:
    """Also where it would only cost time: huge numbers, and fractions that YAML rounded."""
    company = said(COMPANY) | {"data": {"revenue": value}}
    with pytest.raises(Refused) as caught:
        _name, data, _granted = read_company(yaml.safe_dump(company, allow_unicode=True).encode(), VOCABULARY)
        judge(RULES["technology-sme"], data, ON)
    assert {each.code for each in caught.value.problems} <= {"recognition.file.field", "recognition.value"}


@pytest.mark.parametrize(
    "when", ["60 <= points.total and (core_ip or points.a + 3 > 4)", "points.a + points.total > 5"]
)
def test_conditions_that_more_points_only_help_are_read(when: str) -> None:
    """With the fewest and the most points known, what holds with the fewest holds."""
    change = {"needs": [{"key": "a", "zh": "a", "en": "a", "when": when}], "items": ITEMS, "ways": []}
    read = read_recognition(yaml.safe_dump(said(RULE) | change, allow_unicode=True).encode(), VOCABULARY)
    assert [(need.key, need.program.expression.text) for need in read.needs] == [("a", when)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("judged.ip", "abc"),
        ("judged.ip", True),
        ("core_ip", "yes, quite"),
        ("core_ip", 1),
        ("registered_on", 5),
        ("staff", True),
    ],
)
def test_a_datum_of_another_kind_is_refused_when_it_is_read(key: str, value: object) -> None:
    """And not by a fault when somebody judges."""
    company = said(COMPANY) | {"data": {key: value}}
    with pytest.raises(Refused, match=r"recognition\.value"):
        read_company(yaml.safe_dump(company, allow_unicode=True).encode(), VOCABULARY)


def test_a_text_of_digits_is_a_text() -> None:
    """The year 2026 may be the name of a fund."""
    words = yaml.safe_dump(
        {"format": "cellpark.recognition-data/1", "data": [{"key": "fund", "kind": "text", "zh": "a", "en": "a"}]}
    )
    company = said(COMPANY) | {"data": {"fund": "2026"}}
    content = yaml.safe_dump(company, allow_unicode=True).encode()
    assert dict(read_company(content, read_data(words.encode()))[1]) == {"fund": "2026"}


def test_a_recognition_that_no_rule_knows_is_refused_by_its_key(tmp_path: Path) -> None:
    """Its renewal would run out unseen."""
    path = tmp_path / "a.company.yaml"
    granted = {"granted": {"high-tec": date(2024, 1, 1)}}
    path.write_text(yaml.safe_dump(said(COMPANY) | granted, allow_unicode=True), encoding="utf-8")
    assert refused("judge", str(path), "--on", "2026-11-22") == "recognition.granted"
