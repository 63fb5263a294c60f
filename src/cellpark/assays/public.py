"""What other apps may use: an analysis by its kind. Pure: no database, no clock, no chance."""

from collections.abc import Mapping
from decimal import Decimal

from cellpark.assays.flags import INVALIDATING, flags_of
from cellpark.assays.flow.words import FlowPicture, FlowShown, FlowWords, GatingDocument, percent
from cellpark.assays.kinds import KINDS, kind_named, known_kind
from cellpark.assays.model import Analysis, Findings, Json, digest_of, number_text, quantity_text
from cellpark.assays.samples import SOURCE, samples_named

__all__ = [
    "INVALIDATING",
    "KINDS",
    "SOURCE",
    "Analysis",
    "Findings",
    "FlowPicture",
    "FlowShown",
    "FlowWords",
    "GatingDocument",
    "Json",
    "analyse",
    "check_tube",
    "flags_of",
    "flow_shown",
    "gating_document",
    "invented_droplets",
    "invented_tube",
    "known_kind",
    "number_text",
    "percent",
    "quantity_text",
    "samples_named",
]


def analyse(kind: str, files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Analysis:
    """Compute one result from raw files (by the names that the kind asks for) and parameters (JSON without floats).

    Raises:
        Refused: codes ``assays....``: an unknown kind, a file that is damaged or not of this kind, parameters that do
            not fit. Nothing is repaired or guessed.
    """
    module = kind_named(kind)
    findings = module.find(files, parameters)
    return Analysis(
        kind=kind,
        version=module.VERSION,
        values=dict(findings.values),
        details=dict(findings.details),
        digest=digest_of(kind, module.VERSION, files, parameters, findings),
    )


def gating_document(content: bytes) -> GatingDocument:
    """Read a Gating-ML 2.0 document strictly; raises ``Refused`` (``assays.flow.strategy....``)."""
    from cellpark.assays.flow.shown import document_of  # numpy is imported where it is used

    return document_of(content)


def flow_shown(files: Mapping[str, bytes], words: FlowWords) -> FlowShown:
    """The rows and pictures of one tube (``fcs``) under one strategy (``gating``); raises ``Refused``."""
    from cellpark.assays.flow.shown import shown  # numpy is imported where it is used

    return shown(files, words)


def check_tube(content: bytes) -> None:
    """Raise ``Refused`` (``assays.flow.fcs....``) where ``content`` is no whole FCS file."""
    from cellpark.assays.flow.fcs import read_fcs  # numpy is imported where it is used

    read_fcs(content)


def invented_tube(shares: Mapping[str, Decimal], *, seed: int, title: str, sample: str = "") -> bytes:
    """An FCS file of ``sample`` in the example world; its panel finds ``shares`` (%): viable, cd3, cd4, cd8, car."""
    from cellpark.assays.invented.tube import tube  # numpy is imported where it is used

    return tube(shares, seed=seed, title=title, sample=sample)


def invented_droplets(copies: Decimal, *, sample: str, target: str, reference: str) -> bytes:
    """A table of digital PCR of the example world that gives ``copies`` of ``target`` per cell."""
    from cellpark.assays.invented.droplets import droplets  # beside the tube

    return droplets(copies, sample=sample, target=target, reference=reference)
