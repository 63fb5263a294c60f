"""Results that follow from raw files: computed, named by hash, and computed again (A11-1, 211-194a)."""

import pytest
from click.testing import CliRunner

from cellpark.assays.public import Analysis
from cellpark.command.exit_code import ExitCode
from cellpark.instruments.public import keep_file
from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.public import Computed, Result
from tests.batches.test_gates import codes
from tests.quality.laboratory import Laboratory

ANALYSE = "cellpark.quality.{}.analyse"


def analysed(kind, files, parameters) -> Analysis:
    """A kind of analysis for these tests: the first number of the file, times a factor."""
    value = int(files["raw"].split()[0]) * int(parameters.get("factor", 1))
    digest = f"{len(files['raw']):02x}".ljust(64, "0")
    return Analysis(kind=kind, version=1, values={"share": f"{value} %"}, details={}, digest=digest)


@pytest.fixture
def entered(lab: Laboratory, monkeypatch: pytest.MonkeyPatch) -> Result:
    for module in ("measuring", "recomputing"):
        monkeypatch.setattr(ANALYSE.format(module), analysed)
    lab.approved()
    test = lab.ordered_test(lab.received(lab.running(), "S-1", "car_pos"), "car_pos")
    quality.begin_test(actor=lab.one, test_id=test.id)
    file = keep_file(actor=lab.one, content=b"12 cells", name="a.txt", organisation_id=lab.floor.store.organisation.id)
    enter = {"actor": lab.one, "test_id": test.id, "computed": Computed(kind="share", value="share"), "reason": "log"}
    for wrong, code in (
        ({}, "quality.result.file_missing"),
        ({"files": {"raw": "0" * 64}}, "quality.result.file_unknown"),
        ({"files": {"raw": file.sha256}, "value": "5 %"}, "quality.result.two_values"),
    ):
        with pytest.raises(Refused) as refused:
            quality.enter_result(**enter, **wrong)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as absent:
        named = {**enter, "computed": Computed(kind="share", value="other")}
        quality.enter_result(files={"raw": file.sha256}, **named)
    assert codes(absent) == ["quality.result.no_such_value"]
    return quality.enter_result(files={"raw": file.sha256}, parameters={"factor": 2}, **enter)


def test_a_result_follows_from_its_file_and_says_so_again(entered: Result) -> None:
    assert (entered.value, entered.values, entered.kind) == ("24 %", {"share": "24 %"}, "share")
    found = quality.verify_computation(entered.id)
    assert (found.holds, found.problems) == (True, ())
    assert {"file raw", "parameters", "digest", "share", "computed digest"} <= {each.what for each in found.lines}


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({"value": "99 %"}, ["value"]),
        ({"parameters": {"factor": 3}}, ["parameters", "share"]),
        ({"digest": "f" * 64}, ["digest", "computed digest"]),
    ],
)
def test_what_somebody_changed_is_named(entered: Result, changed: dict, broken: list[str]) -> None:
    """T12: the row, its parameters or its digest."""
    Result.objects.filter(id=entered.id).update(**changed)
    found = quality.verify_computation(entered.id)
    assert (found.holds, [each.what for each in found.lines if not each.holds]) == (False, broken)


def test_the_command_prints_what_it_compared(entered: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    from cellpark.command import result

    monkeypatch.setattr(result, "site", nullcontext)
    run = CliRunner()
    answer = run.invoke(result.command, ["verify", str(entered.id)], standalone_mode=False)
    assert (answer.return_value, "= share: 24 %" in answer.output) == (ExitCode.DONE, True)
    Result.objects.filter(id=entered.id).update(value="99 %")
    answer = run.invoke(result.command, ["verify", str(entered.id)], standalone_mode=False)
    assert (answer.return_value, "! value: 24 % -> 99 %" in answer.output) == (ExitCode.REFUSED, True)
    answer = run.invoke(result.command, ["verify", "0" * 32], standalone_mode=False)
    assert answer.return_value == ExitCode.REFUSED
