"""From files to a value: which analysis, with which parameters, and what it gives. The same again is verification."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from decimal import Decimal
from hashlib import sha256
from typing import Final, cast
from uuid import UUID

from cellpark.assays.public import Analysis, Json, analyse, flags_of
from cellpark.base.fields import in_reader_language
from cellpark.instruments.public import RawFile, raw_file_by_digest
from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.quality.document import Attribute, Computed
from cellpark.quality.flags import refuse_invalid
from cellpark.quality.models import GatingStrategy

STRATEGY_FILE: Final = "gating"
"""Under which name the analysis asks for the Gating-ML document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value, and the analysis that it comes from; a value that somebody read off has none."""

    value: str
    files: Mapping[str, str]
    analysis: Analysis | None = None
    parameters: Mapping[str, Json] = default(default_factory=dict)
    flags: Sequence[Mapping[str, str]] = ()

    @property
    def parameters_sha256(self) -> str:
        """The digest of the parameters as the ledger keeps it; empty without an analysis."""
        return "" if self.analysis is None else digest_of(self.parameters)


def measure(
    *,
    organisation: UUID,
    sample: str,
    attribute: Attribute,
    value: str,
    files: Mapping[str, str],
    computed: Computed | None,
    parameters: Mapping[str, Json],
) -> Measured:
    """What stands for the reading. ``files``: name -> SHA-256 of a raw file that is kept.

    Raises ``Refused``: ``quality.result.file_missing`` where the specification wants it computed,
    ``quality.result.typed``, ``quality.result.two_values``, ``quality.result.parameter_fixed``,
    ``quality.result.no_such_value``, ``quality.result.invalid_assay``, ``assays....``.
    """
    wanted = attribute.computed or computed
    if attribute.computed is not None:
        files = {**files, **specified_files(organisation, attribute.computed, files, parameters, value)}
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
    flags = flags_of(wanted.kind, made.details, wanted.value)
    refuse_invalid(flags, name=in_reader_language(attribute.name.zh, attribute.name.en), sample=sample)
    if wanted.value not in made.values:
        params = {"value": wanted.value, "known": ", ".join(sorted(made.values))[:300]}
        raise Refused(Problem("quality.result.no_such_value", params, field="file"))
    return Measured(
        value=reported(attribute, made.values[wanted.value]),
        files=dict(files),
        analysis=made,
        parameters=merged,
        flags=flags,
    )


def specified_files(
    organisation: UUID, computed: Computed, files: Mapping[str, str], parameters: Mapping[str, Json], typed: str
) -> dict[str, str]:
    """The file that the specification itself names: its gating strategy. What it settles, nobody settles otherwise."""
    if not files and typed.strip():
        raise Refused(Problem("quality.result.typed", {"kind": computed.kind}, field="value", rule="211-194a"))
    fixed = sorted(name for name, value in computed.parameters.items() if parameters.get(name, value) != value)
    if fixed:
        raise Refused(Problem("quality.result.parameter_fixed", {"name": fixed[0][:60]}, field="parameters"))
    if not files or not computed.strategy:
        return {}
    code, number = computed.strategy_version
    kept = GatingStrategy.objects.filter(organisation_id=organisation, code=code, number=number).first()
    if kept is None:
        raise Refused(Problem("quality.result.strategy_missing", {"strategy": computed.strategy}))
    if files.get(STRATEGY_FILE, kept.sha256) != kept.sha256:
        raise Refused(Problem("quality.result.parameter_fixed", {"name": computed.strategy}, field="files"))
    return {STRATEGY_FILE: kept.sha256}


def reported(attribute: Attribute, computed: str) -> str:
    """A computed value as the method reports it: rounded half to even where the specification says how far."""
    read = attribute.read(computed)
    wanted = attribute.computed
    if wanted is None or wanted.decimals is None or isinstance(read, str):
        return str(read)
    return str(Quantity(read.value.quantize(Decimal(1).scaleb(-wanted.decimals)), read.unit))


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
