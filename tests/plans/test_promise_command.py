"""``cellpark plan promise``: a slot in a file's plan, and in the published plan of the site."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import pytest

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import use_language
from cellpark.command.main import main
from cellpark.planning.facts import Facts, Job, Mode, Need, Operation, Resource, write_facts
from cellpark.planning.scheduling import Asked, solve, write_schedule
from cellpark.plans.public import EditionKind
from tests.planning.test_living import TIMES
from tests.plans.house import House, in_force

ROOM = Resource("room", 1)
JOB = Job("A", (Operation("1", (Mode(48, (Need(("room",)),)),)),))
FACTS = Facts("one room", 400, (ROOM,), (JOB,))


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("cellpark.command.plan.limits.set_up_django", lambda: None)
    monkeypatch.setattr(import_module("cellpark.command.plan.promise"), "site", nullcontext)
    monkeypatch.setenv("CELLPARK_LANGUAGE", "en")
    yield
    use_language("en")


def test_one_more_patient_comes_after_who_is_planned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The room is taken for two days; who comes on the second day begins when it is free."""
    (tmp_path / "facts.json").write_bytes(write_facts(FACTS))
    (tmp_path / "plan.json").write_bytes(write_schedule(solve(FACTS, Asked(turns=10))))
    arguments = ["plan", "promise", str(tmp_path / "facts.json"), "--day", "1"]
    assert main([*arguments, "--schedule", str(tmp_path / "plan.json"), "--json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out) == {"starts_at": "2 00:00", "ends_at": "4 00:00"}
    assert main(arguments) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines()[-1] == "begins 2 00:00, done 4 00:00"
    assert main(["--lang", "zh", *arguments]) == ExitCode.DONE
    assert "2 00:00 \u5f00\u59cb" in capsys.readouterr().out


def test_what_is_no_plan_and_who_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "facts.json").write_bytes(write_facts(FACTS))
    arguments = ["plan", "promise", str(tmp_path / "facts.json")]
    assert main([*arguments, "--like", "Z"]) == ExitCode.REFUSED
    assert main([*arguments, "--schedule", str(tmp_path / "facts.json")]) == ExitCode.REFUSED
    assert "cellpark.schedule/1" in capsys.readouterr().err
    assert main([*arguments, "--day", "1000"]) == ExitCode.REFUSED


def test_without_a_file_the_published_plan_of_the_site_is_asked(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "promise"]) == ExitCode.REFUSED
    assert "No plan is published" in capsys.readouterr().err
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    house.published()
    assert main(["plan", "promise", "--json"]) == ExitCode.DONE
    said = json.loads(capsys.readouterr().out)
    assert said["starts_at"] < said["ends_at"]
    assert said["stale"] == ""
    assert main(["plan", "promise", "--organisation", "00000000-0000-7000-8000-000000000000"]) == ExitCode.WRONG_USE
