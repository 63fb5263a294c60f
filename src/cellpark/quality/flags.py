"""Flags of an analysis as problems with words, and those after which the assay is repeated (211-194a, MIQE)."""

from collections.abc import Iterable, Mapping

from cellpark.assays.public import INVALIDATING
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.models import Result, Test

Flags = Iterable[Mapping[str, str]]


def flag_problems(flags: Flags, *, name: str, sample: str) -> tuple[Problem, ...]:
    """Each flag as it is said of a test (its name) on a sample (its code): ``quality.flag.<flag>``."""
    about = {"name": name, "sample": sample}
    return tuple(
        Problem(f"quality.flag.{each['flag']}", {**{key: text for key, text in each.items() if key != "flag"}, **about})
        for each in flags
    )


def remarks_of(test: Test, reading: Result) -> tuple[Problem, ...]:
    """What is said beside a reading: a file that does not name its sample and was confirmed, and its flags."""
    about = {"name": test.name, "sample": test.sample.code}
    flags = flag_problems(reading.flags, **about)
    if not reading.confirmed:
        return flags
    said = {**about, "named": reading.named, "reason": reading.confirmed}
    return (Problem(f"quality.remark.{reading.belonging}", said, rule="P11-7"), *flags)


def refuse_invalid(flags: Flags, *, name: str, sample: str) -> None:
    """Raise ``Refused`` (``quality.result.invalid_assay`` and its flags) for what is no reportable result."""
    against = flag_problems((each for each in flags if each["flag"] in INVALIDATING), name=name, sample=sample)
    if against:
        raise Refused(Problem("quality.result.invalid_assay", field="file", rule="211-194a"), *against)
