"""Does a raw file belong to the sample? What it names, and whose result it stands behind already (P11-7, T1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q

from cellpark.assays.public import SOURCE, samples_named
from cellpark.base.locks import lock_word
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.measuring import STRATEGY_FILE, Measured, content_of
from cellpark.quality.models import QualitySample, Result, Test
from cellpark.quality.states import Belonging, ResultState

ONE_SAMPLE: Final = frozenset({"", "flow-cytometry"})
"""Files of these hold one sample; a plate may hold several, each by its name."""
ROLES: Final = frozenset({"raw", "fcs", "wells", "plate", "counts"})
"""Under which names analyses and pages ask for a file of an instrument."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whether the file of a reading names its sample, what it names as the record keeps it, and as people see it."""

    belonging: Belonging = Belonging.NOTHING
    named: str = ""
    shown: str = ""


def origin_of(test: Test, measured: Measured) -> Origin:
    """Compare what the file names with the code of the sample. A name that is another sample's code never matches."""
    made = measured.analysis
    if made is None:
        return Origin()
    contents = {name: content_of(digest) for name, digest in measured.files.items()}
    said = samples_named(made.kind, contents, measured.parameters, made.details)
    if not said:
        return Origin(Belonging.ABSENT)
    code = test.sample.code.strip().lower()
    texts = {text.lower() for text in said.values()}
    # of samples of a plate that were computed together, each must be this one
    mine = code in texts if made.kind in ONE_SAMPLE else texts == {code}
    return Origin(Belonging.SAME) if mine and not _anothers(test, said) else _other(said)


def _other(said: Mapping[str, str]) -> Origin:
    kept = dict.fromkeys(text for name, text in said.items() if name != SOURCE)
    # the source of a specimen may be a patient's name, which the plant does not keep (T20)
    return Origin(Belonging.OTHER, ", ".join(kept or [SOURCE])[:200], ", ".join(dict.fromkeys(said.values()))[:200])


def _anothers(test: Test, said: Mapping[str, str]) -> bool:
    rows = QualitySample.objects.filter(organisation_id=test.organisation_id, code__in=list(said.values()))
    return bool(rows.exclude(id=test.sample_id).exists())


def refuse_unconfirmed(test: Test, origin: Origin, reason: str) -> None:
    """Raise ``Refused`` where the file does not name the sample and nobody says why it is of this sample."""
    if reason.strip() or origin.belonging in (Belonging.NOTHING, Belonging.SAME):
        return
    named = {"code": test.sample.code, "named": origin.shown}
    raise Refused(Problem(f"quality.result.sample_{origin.belonging}", named, field="reason", rule="P11-7"))


def refuse_used(test: Test, measured: Measured, origin: Origin) -> None:
    """Raise ``Refused`` (``quality.result.file_used``) for a file that stands behind another sample's result.

    A plate that holds several samples serves each of them that it names. What was retracted was no result of it. Locks
    the files, so that two samples at once meet here.
    """
    files = {name: digest for name, digest in measured.files.items() if name != STRATEGY_FILE}
    for digest in sorted(set(files.values())):
        lock_word(f"quality.file/{test.organisation_id}/{digest}")
    kind = "" if measured.analysis is None else measured.analysis.kind
    if not files or (kind not in ONE_SAMPLE and origin.belonging is Belonging.SAME):
        return
    wanted = [Q(files__contains={name: digest}) for name in ROLES | files.keys() for digest in set(files.values())]
    rows = Result.objects.filter(reduce(or_, wanted), organisation_id=test.organisation_id)
    other = (
        rows.exclude(test__sample=test.sample_id)
        .exclude(state=ResultState.RETRACTED)
        .select_related("test__sample")
        .first()
    )
    if other is not None:
        named = {"code": other.test.sample.code, "batch": other.test.sample.batch_number}
        raise Refused(Problem("quality.result.file_used", named, field="file", rule="T1"))
