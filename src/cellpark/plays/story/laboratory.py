"""The laboratory's part: samples received by a scan, tests by one analyst and verified by another, rooms watched."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from cellpark.base.time import now
from cellpark.batches import public as batches
from cellpark.batches.public import BatchView
from cellpark.instruments.public import keep_file, raw_files
from cellpark.plays.story.files import written_by_instrument
from cellpark.plays.story.teller import Teller
from cellpark.quality import public as quality
from cellpark.quality.public import QualitySample, Stage, Test, Verdict
from cellpark.recipes.public import model

SLOW = frozenset({"sterility", "mycoplasma", "mycoplasma_culture", "rcl"})
"""What is tested on the sample that the recipe takes for it."""
SAMPLE_OF_SLOW = "sterile"
SAMPLE = "qc"


def tested(teller: Teller, batch_id: UUID, results: Mapping[str, str]) -> None:
    """Every test from the receipt of its sample to the verified result; for release, to the end of its clock."""
    samples = _registered(teller, batch_id)
    for sample in samples:
        teller.scan("analyst", quality.receive_sample, sample.code, sample_id=sample.id, raw=sample.code, place="QC-1")
    for sample in samples:
        with teller.within("analyst"):
            waiting = list(quality.tests_of(sample.id))
        for test in waiting:
            about = f"{sample.code} {test.attribute}"
            teller.act("analyst", quality.begin_test, about, test_id=test.id)
            _read(teller, test, about, results)
    _finished(teller, samples, results, Stage.RELEASE)


def finished_late(teller: Teller, batch_id: UUID, results: Mapping[str, str]) -> None:
    """What comes after release, to the end of its clock (ATMP-2a)."""
    with teller.within("analyst"):
        samples = list(quality.samples().filter(batch=batch_id))
    _finished(teller, samples, results, Stage.POST_RELEASE)


def _read(teller: Teller, test: Test, about: str, results: Mapping[str, str]) -> None:
    """One reading and its verification by somebody else (T5); a computed one comes from the file of its instrument."""
    with teller.within("analyst"):
        computed = test.specification.document.attribute(test.attribute).computed
    if computed is None:
        teller.act("analyst", quality.enter_result, about, test_id=test.id, value=results[test.attribute])
    else:
        name, content = written_by_instrument(computed, test.sample.code, test.attribute, results)
        digest = sha256(content).hexdigest()
        with teller.within("analyst"):
            known = raw_files().filter(sha256=digest).exists()
        if not known:  # one tube serves all tests of its panel
            teller.act("analyst", keep_file, name, content=content, name=name)
        teller.act("analyst", quality.enter_result, about, test_id=test.id, files={computed.file: digest})
    teller.act("second_analyst", quality.verify_result, about, test_id=test.id)


def _finished(teller: Teller, samples: list[QualitySample], results: Mapping[str, str], stage: Stage) -> None:
    """What is negative to date is read once more when its clock has run out."""
    for sample in samples:
        with teller.within("analyst"):
            rows = quality.tests_of(sample.id).filter(stage=stage, verdict=Verdict.NEGATIVE_TO_DATE)
            running = list(rows)
        for test in sorted(running, key=lambda each: each.final_at or now()):
            teller.wait_until(test.final_at)
            _read(teller, test, f"{sample.code} {test.attribute}", results)


def _registered(teller: Teller, batch_id: UUID) -> list[QualitySample]:
    """The samples that the batch took for release, with the tests of each."""
    with teller.within("analyst"):
        codes = sample_codes(batches.batch_view(batch_id))
        specification = quality.specification_of(batch_id)
        assert specification is not None, "the product of a story has a specification"
        asked = [each.code for each in specification.document.attributes if each.stage is not Stage.IN_PROCESS]
    made = []
    for name, attributes in (
        (SAMPLE, [each for each in asked if each not in SLOW]),
        (SAMPLE_OF_SLOW, [each for each in asked if each in SLOW]),
    ):
        if attributes:
            made.append(
                teller.act(
                    "analyst",
                    quality.register_sample,
                    codes[name],
                    batch_id=batch_id,
                    code=codes[name],
                    stage=Stage.RELEASE,
                    attributes=attributes,
                )
            )
    return made


def sample_codes(view: BatchView) -> dict[str, str]:
    """The code of the last sample of each name that the recipe gives to one."""
    found = {}
    for line in (line for unit in view.units for line in unit.steps):
        done = view.state.steps.get(line.key)
        if done is None:
            continue
        for each in line.step.fields:
            entry = done.entry(each.name) if isinstance(each, model.Sample) else None
            if entry is not None:
                found[each.name] = entry.code
    return found


def watched(teller: Teller, batch_id: UUID) -> None:
    """Every reading that the grades of the rooms ask for, taken while the batch was at work (A1-1a)."""
    with teller.within("reviewer"):
        used = quality.rooms_used(batch_id)
        lacking = {each.room: quality.missing_methods(each.grade, ()) for each in used}
    for each in used:
        for method in lacking[each.room]:
            reading = teller.act(
                "analyst",
                quality.record_environment,
                each.code,
                room=each.code,
                location="work surface",
                method=method,
                value="0",
                sampled_at=_between(each.since, each.until),
            )
            teller.act("second_analyst", quality.verify_environment, each.code, reading_id=reading.id)


def _between(since: datetime, until: datetime) -> datetime:
    return since + (until - since) / 2


def investigated(teller: Teller, batch_id: UUID, finding: str) -> None:
    """What failed is investigated, confirmed and closed (211-4a)."""
    with teller.within("qa"):
        opened = list(quality.investigations().filter(batch=batch_id))
    for each in opened:
        said = {"investigation_id": each.id}
        teller.act("qa", quality.investigate, each.number, hypothesis=teller.said("error of the laboratory"), **said)
        teller.act(
            "qa", quality.conclude_investigation, each.number, outcome=quality.Outcome.CONFIRMED, finding=finding,
            **said,
        )  # fmt: skip
        teller.act(
            "qa", quality.close_investigation, each.number, reason=teller.said("no error of the laboratory"), **said
        )
