"""From files to a value: which analysis, with which parameters, and what it gives. The same again is verification."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from hashlib import sha256
from typing import cast

from cellpark.assays.public import Analysis, Json, analyse
from cellpark.instruments.public import RawFile, raw_file_by_digest
from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, Refused
from cellpark.quality.document import Attribute, Computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value, and the analysis that it comes from; a value that somebody read off has none."""

    value: str
    files: Mapping[str, str]
    analysis: Analysis | None = None
    parameters: Mapping[str, Json] = default(default_factory=dict)

    @property
    def parameters_sha256(self) -> str:
        """The digest of the parameters as the ledger keeps it; empty without an analysis."""
        return "" if self.analysis is None else digest_of(self.parameters)


def measure(
    *,
    attribute: Attribute,
    value: str,
    files: Mapping[str, str],
    computed: Computed | None,
    parameters: Mapping[str, Json],
) -> Measured:
    """What stands for the reading. ``files``: name -> SHA-256 of a raw file that is kept.

    Raises ``Refused``: ``quality.result.file_missing`` where the specification wants it computed,
    ``quality.result.two_values``, ``quality.result.no_such_value``, ``assays....``.
    """
    wanted = attribute.computed or computed
    contents = {name: content_of(digest) for name, digest in files.items()}
    if wanted is None:
        if not value.strip():
            raise Refused(Problem("base.required", field="value"))
        return Measured(value=written(attribute, value), files=dict(files))
    if not contents:
        named = {"kind": wanted.kind}
        raise Refused(Problem("quality.result.file_missing", named, field="file", rule="211-194a"))
    if value.strip():
        raise Refused(Problem("quality.result.two_values", field="value", rule="211-194a"))
    merged = {**cast("Mapping[str, Json]", wanted.parameters), **parameters}
    made = analyse(wanted.kind, contents, merged)
    if wanted.value not in made.values:
        params = {"value": wanted.value, "known": ", ".join(sorted(made.values))[:300]}
        raise Refused(Problem("quality.result.no_such_value", params, field="file"))
    return Measured(
        value=written(attribute, made.values[wanted.value]), files=dict(files), analysis=made, parameters=merged
    )


def written(attribute: Attribute, value: str) -> str:
    """A value as the record keeps it; raises ``Refused`` for what is none."""
    return str(attribute.read(value))


def content_of(digest: str) -> bytes:
    """The bytes of a kept file. Raises ``Refused`` (``quality.result.file_unknown``)."""
    try:
        return bytes(raw_file_by_digest(digest.strip().lower()).content)
    except RawFile.DoesNotExist:
        raise Refused(Problem("quality.result.file_unknown", {"digest": digest[:64]}, field="file")) from None


def digest_of(parameters: Mapping[str, Json]) -> str:
    """The SHA-256 of the canonical bytes of parameters."""
    return sha256(canonical.encode(plain(dict(parameters)))).hexdigest()
