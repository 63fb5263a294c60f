"""``cellpark recipe``: files in, sentences and exit codes out, without a site and without a database."""

import json
from pathlib import Path

import pytest

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import use_language
from cellpark.command.main import main
from cellpark.recipes.dialect import format_text

EXAMPLE = Path(__file__).parents[2] / "examples" / "recipes" / "cart-cd19-rapid.mbr.md"
CORPUS = Path(__file__).parent / "corpus"
GOOD, BAD = CORPUS / "good" / "minimal.mbr.md", CORPUS / "bad" / "unit-unknown.mbr.md"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cellpark.command.recipe_files.set_up_django", lambda: None)
    monkeypatch.setenv("CELLPARK_LANGUAGE", "en")
    yield
    use_language("en")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    answer = main(["recipe", *arguments])
    said = capsys.readouterr()
    return answer, said.out, said.err


def test_check_says_what_is_wrong_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    answer, out, err = run(capsys, "check", str(GOOD), str(BAD))
    assert answer is ExitCode.REFUSED
    assert out.startswith(f"{GOOD}: nothing is wrong (SHA-256 ")
    lines = err.splitlines()
    assert lines[:3] == [f"{BAD}:15:10: recipe.unit", "- set a: 3 parsec", "         ^^^^^^^^"]
    assert "There is no unit" in lines[3]


def test_check_gives_programs_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    answer, out, _ = run(capsys, "check", "--json", str(GOOD), str(BAD))
    assert answer is ExitCode.REFUSED
    found = json.loads(out)
    assert found[str(GOOD)] == []
    assert found[str(BAD)] == [{"code": "recipe.unit", "line": 15, "column": 10, "found": "parsec"}]


def test_a_sound_recipe_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", str(EXAMPLE))[0] is ExitCode.DONE


def test_fmt_writes_in_place_once_and_checks_without_writing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.mbr.md"
    text = (CORPUS / "good" / "spaces-are-free.mbr.md").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert run(capsys, "fmt", "--check", str(path))[0] is ExitCode.REFUSED
    assert path.read_text(encoding="utf-8") == text
    assert run(capsys, "fmt", str(path))[0] is ExitCode.DONE
    assert path.read_text(encoding="utf-8") == format_text(text)
    assert run(capsys, "fmt", "--check", str(path))[0] is ExitCode.DONE


def test_fmt_leaves_a_faulty_file_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.mbr.md"
    path.write_bytes(BAD.read_bytes())
    assert run(capsys, "fmt", str(path))[0] is ExitCode.REFUSED
    assert path.read_bytes() == BAD.read_bytes()


def test_diff_speaks_the_reader_s_language(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "new.mbr.md"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 1.1.0"), encoding="utf-8")
    assert run(capsys, "diff", str(EXAMPLE), str(path))[1] == "document: version 1.0.0 -> 1.1.0 (major)\n"
    monkey = run(capsys, "--lang", "zh", "diff", str(EXAMPLE), str(path))[1]
    assert monkey.startswith("\u6587\u4ef6")
    rows = json.loads(run(capsys, "diff", "--json", str(EXAMPLE), str(path))[1])
    assert [each["aspect"] for each in rows] == ["version"]
    assert run(capsys, "diff", str(EXAMPLE), str(EXAMPLE))[1] == "Both say the same.\n"


def test_exports_are_printed_or_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert json.loads(run(capsys, "json", str(EXAMPLE))[1])["mbr"] == "CART-019R"
    assert run(capsys, "html", str(EXAMPLE))[1].startswith("<!doctype html>")
    out = tmp_path / "recipe.xml"
    assert run(capsys, "batchml", str(EXAMPLE), "--out", str(out)) == (ExitCode.DONE, "", "")
    assert out.read_bytes().startswith(b"<?xml")
    assert run(capsys, "json", str(BAD))[0] is ExitCode.REFUSED


def test_a_file_that_is_not_text_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.mbr.md"
    path.write_bytes(b"\xff\xfe\x00")
    answer, _, err = run(capsys, "check", str(path))
    assert answer is ExitCode.REFUSED
    assert "recipe.not_utf8" in err


def test_a_file_that_does_not_exist_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "nothing.mbr.md")[0] is ExitCode.WRONG_USE
