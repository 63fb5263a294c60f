"""Note that a file of an instrument was analysed beside the tests."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from cellpark.assays.public import samples_named
from cellpark.base.actor import Actor
from cellpark.instruments.public import InstrumentPermission
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import envelope, events_of, lock_stream, record, typed
from cellpark.quality.actions.note_refused_file import fault_codes, refusals_of, refused_alone
from cellpark.quality.events import FileAnalysed, FileRefused
from cellpark.quality.models import GatingStrategy, Result, Test
from cellpark.quality.states import TestState

FLOW = "flow-cytometry"


def note_analysis(
    *,
    actor: Actor,
    organisation_id: UUID,
    files: Mapping[str, bytes],
    sha256: str,
    strategy: GatingStrategy,
    digest: str,
    asked_by: UUID | None = None,
) -> tuple[str, ...]:
    """Keep who analysed which tube with which strategy and what came out, before anybody entered it (A11-1c, P11-5a).

    Otherwise tubes could be analysed until one passes, and that one be entered. The entry stands beside every test of
    the sample that the tube names, and beside the file alone where it names none that waits for such an analysis. The
    same analysis again says nothing new and leaves nothing, nor does one that was entered. ``digest`` is that of the
    analysis, ``asked_by`` who asked for it where the worker did it. Returns the streams in which it was noted.
    """
    actor.require(InstrumentPermission.SEE_FILES)
    gating = strategy.sha256
    tests = _tests_of(organisation_id, files)
    told: dict[str, UUID | None] = {analyses_of(each.id): each.id for each in tests}
    entered = _entered({each.id for each in tests}, sha256, gating)
    told = {stream: test for stream, test in told.items() if test not in entered}
    if not tests:
        told = {analysed_alone(organisation_id, sha256): None}
    noted = []
    for stream, test in sorted(told.items()):
        event = FileAnalysed(
            file_sha256=sha256, kind=FLOW, gating_sha256=gating, digest=digest, test=test, asked_by=asked_by
        )
        with transaction.atomic():
            lock_stream(stream)
            if not _known(stream, event):
                record(stream=stream, event=event, actor=actor, organisation=organisation_id)
                noted.append(stream)
    return tuple(noted)


def note_refused_analysis(
    *, actor: Actor, organisation_id: UUID, files: Mapping[str, bytes], sha256: str, problems: Iterable[Problem]
) -> tuple[str, ...]:
    """Keep who analysed which tube in vain, and which rules stopped it, beside the tests that it names (A11-1c).

    The same tube stopped by the same rules again says nothing new. Called after what was refused was rolled back.
    Returns the streams in which it was noted.
    """
    actor.require(InstrumentPermission.SEE_FILES)
    codes = fault_codes(problems)
    try:
        tests = _tests_of(organisation_id, files)
    except Refused:
        tests = []  # what is no tube names no sample
    told: dict[str, UUID | None] = {refusals_of(each.id): each.id for each in tests}
    told = told or {refused_alone(organisation_id, sha256): None}
    noted = []
    for stream, test in sorted(told.items()) if codes else ():
        event = FileRefused(files=(sha256,), test=test, codes=codes)
        with transaction.atomic():
            lock_stream(stream)
            if all(typed(each) != event for each in events_of(stream)):
                record(stream=stream, event=event, actor=actor, organisation=organisation_id)
                noted.append(stream)
    return tuple(noted)


def analysed_alone(organisation_id: UUID, sha256: str) -> str:
    """The stream of the analyses of a tube that named no sample that waited for one."""
    return f"analysed-file/{organisation_id}/{sha256}"


def analyses_of(test_id: UUID) -> str:
    """The stream of the analyses that were made for a test, and not entered."""
    return f"analysed-file/{test_id}"


def _tests_of(organisation_id: UUID, files: Mapping[str, bytes]) -> list[Test]:
    """The tests of the samples that the tube names that want such an analysis."""
    said = samples_named(FLOW, files, {}, {}).values()
    # an instrument may write a code in other letters; a code is found by its index as it stands
    named = {code for text in said for code in (text, text.upper(), text.lower())}
    rows = Test.objects.filter(organisation_id=organisation_id, sample__code__in=named)
    rows = rows.exclude(state=TestState.CANCELLED).select_related("specification")
    return [each for each in rows if _wants(each)]


def _wants(test: Test) -> bool:
    wanted = test.specification.document.attribute(test.attribute).computed
    return wanted is not None and wanted.kind == FLOW


def _entered(tests: set[UUID], sha256: str, gating: str) -> set[UUID]:
    rows = Result.objects.filter(test__in=tests, files__contains={"fcs": sha256, "gating": gating})
    return set(rows.values_list("test_id", flat=True))


def _known(stream: str, event: FileAnalysed) -> bool:
    said = [envelope(each)["data"] for each in events_of(stream)]
    return any(isinstance(each, dict) and each["digest"] == event.digest for each in said)
