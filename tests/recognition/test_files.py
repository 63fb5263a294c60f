"""Files of rules, of data and of companies: what is refused with its place, and what the command says."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cellpark.command.recognition import command
from cellpark.kernel.problem import Refused
from cellpark.recognition.public import judge, read_company, read_recognition
from tests.recognition.test_rules import FOLDER, ON, RULES, VOCABULARY

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
    assert {each.code for each in caught.value.problems} <= {"recognition.file.field", "expression.datum"}
