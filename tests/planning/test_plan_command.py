"""``cellpark plan``: files in, plans and sentences out, with an end to every work."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import use_language
from cellpark.command.main import main
from cellpark.planning.facts import read_facts, write_facts
from cellpark.planning.scheduling import Kept, Placed, Schedule, check
from tests.planning.cases import FOLDER
from tests.planning.plants import plant

CASE = FOLDER / "cart-cd19.case.json"
GREEDY = """
from cellpark.command.plan.limits import limited
from cellpark.kernel.problem import Refused

try:
    with limited(60, 300):
        held = bytearray(2_000_000_000)
except Refused as refused:
    print(refused.problems[0].code, refused.problems[0].params["limit"])
print(len(bytearray(400_000_000)))
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("cellpark.command.plan.limits.set_up_django", lambda: None)
    monkeypatch.setenv("CELLPARK_LANGUAGE", "en")
    yield
    use_language("en")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    answer = main(["plan", *arguments])
    said = capsys.readouterr()
    return answer, said.out, said.err


def written(path: Path, **changes: Any) -> str:
    path.write_bytes(write_facts(replace(plant(), **changes)))
    return str(path)


def test_a_plan_of_facts_passes_the_checker_and_is_the_same_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = written(tmp_path / "facts.json")
    answer, out, _ = run(capsys, "schedule", file, "--turns", "20", "--json")
    assert answer == ExitCode.DONE
    form = json.loads(out)
    made = Schedule(
        tuple(
            Placed(e["job"], e["operation"], e["start"], e["end"], e["mode"], tuple(e["taken"])) for e in form["placed"]
        ),
        tuple(Kept(each["job"], each["hold"], each["resource"]) for each in form["kept"]),
        form["objective"],
        form["bound"],
    )
    assert check(plant(), made) == []
    assert run(capsys, "schedule", file, "--turns", "20", "--json")[1] == out


def test_a_plan_of_a_case_says_when_each_batch_begins_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    answer, out, _ = run(capsys, "schedule", str(CASE), "--turns", "20")
    assert answer == ExitCode.DONE
    lines = out.splitlines()
    assert sorted(line[:6] for line in lines[:6]) == [f"P-00{number}" for number in range(38, 44)]
    assert lines[0].startswith("P-0038           2026-11-23 09:00  2026-12-0")
    assert "above the best" in lines[6]


def test_facts_of_a_case_are_read_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "facts.json"
    assert run(capsys, "facts", str(CASE), "--out", str(out))[0] == ExitCode.DONE
    assert len(read_facts(out.read_bytes()).jobs) == 6


def test_a_simulation_is_the_same_again_and_has_its_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("simulate", str(CASE), "--days", "30", "--warm-up", "5", "--replications", "3", "--json")
    answer, out, _ = run(capsys, *arguments)
    assert answer == ExitCode.DONE
    form = json.loads(out)
    assert form["replications"] == 3
    assert form["patients"]["time"]["half_width"] > 0
    assert set(form["patients"]["ends"]) == {"released", "out of specification", "lost"}
    assert "U9.1" in form["assumed"]
    assert run(capsys, *arguments)[1] == out


def test_a_cost_says_what_is_not_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--days", "30", "--warm-up", "5", "--replications", "2")
    answer, out, _ = run(capsys, "cost", str(CASE), *arguments)
    assert answer == ExitCode.DONE
    assert "CNY" in out
    assert "devices.balance" in out
    form = json.loads(run(capsys, "cost", str(CASE), *arguments, "--json")[1])
    lines = {name: each["mean"] for name, each in form["lines"].items()}
    assert lines["per patient treated"] > lines["per batch begun"] > lines["materials"] > 0


def test_without_a_file_of_costs_only_materials_have_a_price(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for path in CASE.parent.glob("cart-cd19.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    form = json.loads(CASE.read_bytes())
    del form["costs"]
    (tmp_path / CASE.name).write_text(json.dumps(form), encoding="utf-8")
    arguments = ("--days", "30", "--warm-up", "5", "--replications", "2", "--json")
    found = json.loads(run(capsys, "cost", str(tmp_path / CASE.name), *arguments)[1])
    assert {"labour.QA", "suites.B", "tests.sterility", "batch.RM-0501"} <= set(found["without_price"])
    assert found["lines"]["labour"]["mean"] == 0.0 < found["lines"]["materials"]["mean"]


def test_a_study_is_told_to_people_and_to_programs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in CASE.parent.glob("cart-cd19*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    file = tmp_path / "short.study.yaml"
    file.write_text(
        "format: cellpark.study/1\ncase: cart-cd19.case.json\ndays: 30\nwarm_up: 5\nreplications: 8\n"
        "changes: {faster: {tests: {sterility: {wait: {fixed: {value: 3 d}}}}}, crowd: {patients: 1100}}\n"
        "tornado: {test: {low: {tests: {sterility: {wait: {fixed: {value: 3 d}}}}}, high: {}}}\n",
        encoding="utf-8",
    )
    answer, out, _ = run(capsys, "study", str(file))
    assert answer == ExitCode.DONE
    assert "8 replications of each plant" in out
    assert "days from vein to vein, mean: -" in out.split("“faster”")[1]
    assert "a patient treated" in out
    form = json.loads(run(capsys, "study", str(file), "--json", "--replications", "4", "--seed", "2")[1])
    assert (form["replications"], form["enough"]) == (4, False)
    assert form["tornado"][0]["bars"][0]["name"] == "test"
    file.write_text(file.read_text(encoding="utf-8").replace("patients: 1100", "patients: 100000"), encoding="utf-8")
    answer, out, err = run(capsys, "study", str(file))
    assert (answer, out) == (ExitCode.REFUSED, "")
    assert "100000 patients a year" in err


def test_a_virtual_year_has_its_months(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("year", str(CASE), "--replications", "2")
    answer, out, _ = run(capsys, *arguments)
    assert answer == ExitCode.DONE
    assert [line.split(":")[0].strip() for line in out.splitlines()[1:13]] == [str(each) for each in range(1, 13)]
    form = json.loads(run(capsys, *arguments, "--json")[1])
    assert len(form["months"]) == 12
    assert form["currency"] == "CNY"


@pytest.mark.parametrize("command", ["simulate", "cost"])
def test_facts_alone_cannot_be_simulated(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
    answer, out, err = run(capsys, command, written(tmp_path / "facts.json"))
    assert (answer, out) == (ExitCode.REFUSED, "")
    assert "without distributions and prices" in err


def test_a_recipe_that_the_case_does_not_have_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    answer, _, err = run(capsys, "simulate", str(CASE), "--recipe", "MSC-001")
    assert answer == ExitCode.REFUSED
    assert "CART-019" in err


def test_a_contradiction_is_a_sentence_and_ends_with_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    form = json.loads(write_facts(plant()))
    form["jobs"][0]["lags"].append({"first": "freeze", "second": "grow", "least": 1})
    file = tmp_path / "circle.json"
    file.write_text(json.dumps(form), encoding="utf-8")
    answer, out, err = run(capsys, "schedule", str(file))
    assert (answer, out) == (ExitCode.REFUSED, "")
    assert "freeze.end + 1.. = grow.start" in err


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": "cellpark.facts/2"}'])
def test_what_is_no_file_of_planning_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    file = tmp_path / "file.json"
    file.write_text(content, encoding="utf-8")
    assert run(capsys, "schedule", str(file))[0] == ExitCode.REFUSED
    assert run(capsys, "simulate", str(file))[0] == ExitCode.REFUSED


def test_a_case_reads_nothing_outside_its_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("format: cellpark.plant/1", encoding="utf-8")
    inside = tmp_path / "cases"
    inside.mkdir()
    form = json.loads(CASE.read_bytes()) | {"plant": "../secret.yaml"}
    (inside / "case.json").write_text(json.dumps(form), encoding="utf-8")
    answer, _, err = run(capsys, "schedule", str(inside / "case.json"))
    assert answer == ExitCode.REFUSED
    assert "../secret.yaml" in err


def test_work_ends_when_its_time_is_up(capsys: pytest.CaptureFixture[str]) -> None:
    """A search has a plan to show by then; a simulation of one replication has nothing."""
    answer, out, _ = run(capsys, "schedule", str(CASE), "--turns", "100000000", "--time", "0.1")
    assert answer == ExitCode.DONE
    assert "above the best" in out
    answer, out, err = run(capsys, "simulate", str(CASE), "--time", "0.1")
    assert (answer, out) == (ExitCode.REFUSED, "")
    assert "0.1 s" in err


def test_work_that_wants_too_much_memory_is_refused() -> None:
    """In a process of its own, whose memory is its own."""
    found = subprocess.run([sys.executable, "-c", GREEDY], check=True, capture_output=True, text=True, timeout=120)
    assert found.stdout.split() == ["planning.run.memory", "300", "400000000"]


def test_help_is_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    answer, english, _ = run(capsys, "schedule", "--help")
    assert answer == ExitCode.DONE
    assert "How much may be tried." in english
    chinese = run(capsys, "schedule", "--help", "--lang", "zh")[1]
    assert "How much may be tried." not in chinese
    assert "--turns" in chinese


def test_without_a_case_a_plant_file_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    answer, out, err = run(capsys, "facts")
    assert (answer, out) == (ExitCode.WRONG_USE, "")
    assert "--plant" in err
