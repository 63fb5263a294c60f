"""Compute a result again from its raw files and compare: files, parameters, values and digest (A11-1, 211-194a)."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cellpark.assays.public import analyse, flags_of
from cellpark.instruments.public import RawFile, raw_file_by_digest
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import events_of, typed
from cellpark.quality.events import ResultEntered, ResultEnteredUnflagged
from cellpark.quality.gates import attribute_of
from cellpark.quality.measuring import digest_of, reported
from cellpark.quality.models import Result
from cellpark.quality.queries import result


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was compared: its name, what the record says, what was found now."""

    what: str
    recorded: str
    found: str

    @property
    def holds(self) -> bool:
        """Whether both are the same."""
        return self.recorded == self.found


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The whole comparison; ``problems`` are refusals on the way, such as a file that is not there."""

    result: Result
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything is as recorded."""
        return not self.problems and all(each.holds for each in self.lines)


def verify_computation(result_id: UUID) -> Recomputed:
    """Compare a reading with its entry in the ledger, its files and a computation from scratch.

    A value that somebody read off has nothing to compute: its entry and its files are compared. Raises
    ``Result.DoesNotExist`` out of scope.
    """
    found = result(result_id)
    lines = list(_entry_lines(found))
    contents: dict[str, bytes] = {}
    try:
        for name, digest in sorted(found.files.items()):
            contents[name] = bytes(raw_file_by_digest(digest).content)
            lines.append(Line(f"file {name}", digest, sha256(contents[name]).hexdigest()))
        if found.kind:
            lines += _computed_lines(found, contents)
    except RawFile.DoesNotExist:
        missing = Problem("quality.result.file_unknown", {"digest": digest}, rule="211-194a")
        return Recomputed(found, tuple(lines), (missing,))
    except Refused as refused:
        return Recomputed(found, tuple(lines), refused.problems)
    return Recomputed(found, tuple(lines))


def _entry_lines(found: Result) -> list[Line]:
    """The row against what the ledger keeps of it."""
    entries = (typed(each) for each in events_of(found.test.stream).filter(type="quality.test.entered"))
    entry = next(
        (each for each in entries if isinstance(each, ResultEnteredUnflagged) and each.result == found.id), None
    )
    if entry is None:
        return [Line("entry in the ledger", str(found.id), "")]
    parameters = digest_of(found.parameters) if found.kind else ""
    files = " ".join(f"{name}={digest}" for name, digest in sorted(found.files.items()))
    kept = " ".join(f"{name}={digest}" for name, digest in sorted(entry.files.items()))
    flags = "" if not isinstance(entry, ResultEntered) else " ".join(entry.flags)
    return [
        Line("value", entry.value, found.value),
        Line("verdict", entry.verdict, found.verdict),
        Line("files", kept, files),
        Line("parameters", entry.parameters_sha256, parameters),
        Line("digest", entry.digest, found.digest),
        Line("flags", flags, " ".join(each["flag"] for each in found.flags)),
    ]


def _computed_lines(found: Result, contents: dict[str, bytes]) -> list[Line]:
    made = analyse(found.kind, contents, found.parameters)
    attribute = attribute_of(found.test)
    lines = [
        Line("analysis", f"{found.kind} {found.kind_version}", f"{made.kind} {made.version}"),
        *(
            Line(name, str(found.values.get(name, "")), made.values.get(name, ""))
            for name in sorted({*found.values, *made.values})
        ),
        Line("computed digest", found.digest, made.digest),
    ]
    if attribute.computed is not None:
        lines.append(_flags_line(found, flags_of(found.kind, made.details, attribute.computed.value)))
    if attribute.computed is not None and attribute.computed.value in made.values:
        lines.append(Line("reported value", found.value, reported(attribute, made.values[attribute.computed.value])))
    return lines


def _flags_line(found: Result, flags: list[dict[str, str]]) -> Line:
    recorded, now = (" ".join(each["flag"] for each in each_of) for each_of in (found.flags, flags))
    return Line("computed flags", recorded, now)
