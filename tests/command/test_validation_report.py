"""The matrix of requirements as a report from a run: PDF/A and JSON (GAMP-3, P11-2)."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from cellpark.base.typesetting import typeset_png
from cellpark.command.validation import TEMPLATE, command, in_both

SUITE = '<testsuites><testsuite name="pytest" timestamp="2026-11-22T09:00:00">{}</testsuite></testsuites>'
PASSED = '<testcase classname="tests.papers.test_validation_matrix" name="test_the_page_is_what_the_tests_cite"/>'
FAILED = (
    '<testcase classname="tests.base.test_outbox" name="test_a_granted_role_writes_one_letter_to_its_holder[a]">'
    '<failure message="no letter">trace</failure></testcase>'
)


def reported(tmp_path: Path, text: str) -> tuple[int, str, Path]:
    (tmp_path / "junit.xml").write_text(text, encoding="utf-8")
    out = tmp_path / "report.pdf"
    ended = CliRunner().invoke(
        command, ["report", "--junit", str(tmp_path / "junit.xml"), "--out", str(out)], standalone_mode=False
    )
    return ended.return_value, ended.output, out


def test_each_requirement_has_its_tests_and_their_results(tmp_path: Path) -> None:
    code, said, out = reported(tmp_path, SUITE.format(PASSED + FAILED))
    assert (code, said) == (1, "2 tests: 1 passed, 1 failed, 0 skipped.\n")
    pdf = out.read_bytes()
    assert (pdf[:8], b"pdfaid" in pdf) == (b"%PDF-1.7", True)
    told = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    rows = {row["requirement"]: row for row in told["requirements"]}
    assert (rows["CN-2e"]["result"], rows["T16"]["result"]) == ("failed", "not run")
    page = "tests/papers/test_validation_matrix.py::test_the_page_is_what_the_tests_cite"
    assert {"test": page, "result": "passed"} in rows["GAMP-3"]["tests"]
    assert told["failures"][0]["message"] == "no letter"
    assert len(told["code_sha256"]) == len(told["tests_sha256"]) == 64
    assert any(each.startswith("django ") for each in told["packages"])


@pytest.mark.parametrize("text", ["", "no xml", "<a/>", '<!DOCTYPE a [<!ENTITY b "c">]><testsuite/>'])
def test_what_is_no_run_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    code, said, out = reported(tmp_path, text)
    assert (code, out.exists()) == (1, False)
    assert "holds no run of tests" in said


def test_no_name_of_a_test_leaves_the_page(tmp_path: Path) -> None:
    _code, _said, out = reported(tmp_path, SUITE.format(PASSED + FAILED))
    told = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    for page in typeset_png(TEMPLATE, {"report": told, "labels": in_both()}, ppi=40):
        sheet = Image.open(BytesIO(page)).convert("L")
        margin = sheet.crop((round(sheet.width * 0.95), 0, sheet.width, sheet.height))
        assert margin.getextrema() == (255, 255)
