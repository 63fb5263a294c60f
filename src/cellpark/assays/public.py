"""What other apps may use: an analysis by its kind. Pure: no database, no clock, no chance."""

from collections.abc import Mapping

from cellpark.assays.kinds import KINDS, kind_named
from cellpark.assays.model import Analysis, Findings, Json, digest_of, number_text, quantity_text

__all__ = ["KINDS", "Analysis", "Findings", "Json", "analyse", "number_text", "quantity_text"]


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
