"""Which sample a raw file says that it is of: what stands in its keywords, or the name under which its wells were read.

Source: FCS 3.1, section 3.2.20 (``$SMNO``, ``$SRC``); cytometers also write ``SAMPLE ID``, ``SAMPLE NAME`` and
``TUBE NAME``.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from cellpark.assays.model import Json

SOURCE: Final = "$SRC"
"""The keyword that may hold a patient's name (FCS 3.1): what stands there is compared and not kept."""
KEYWORDS: Final = ("$SMNO", "SAMPLE ID", "SAMPLE NAME", "TUBE NAME", SOURCE)
_NOTHING: Final = frozenset({"", "na", "n/a", "none", "-"})


def samples_named(
    kind: str, files: Mapping[str, bytes], parameters: Mapping[str, Json], details: Mapping[str, Json]
) -> dict[str, str]:
    """What names the sample to what it says; empty where the file is silent or the kind is unknown.

    Raises ``Refused`` (``assays.flow.fcs....``) for a tube that is none.
    """
    match kind:
        case "flow-cytometry":
            from cellpark.assays.flow.header import read_header  # numpy is imported where it is used
            from cellpark.assays.flow.keywords import read_keywords

            words = read_keywords(files["fcs"], read_header(files["fcs"]))
            said = {name: words.get(name, "") for name in KEYWORDS}
        case "dpcr-copies":
            said = _rows(details, "wells")
        case "cell-count":
            said = _rows(details, "replicates")
        case "elisa-4pl" | "qpcr-copies":
            said = {"sample": str(parameters.get("sample", ""))}
        case _:
            said = {}
    return {name: text.strip() for name, text in said.items() if text.strip().lower() not in _NOTHING}


def _rows(details: Mapping[str, Json], name: str) -> dict[str, str]:
    rows = details.get(name, [])
    assert isinstance(rows, Sequence), "an analysis gives its rows as a list"
    texts = dict.fromkeys(str(row.get("sample", "")) for row in rows if isinstance(row, Mapping))
    return {f"sample {number}": text for number, text in enumerate(texts, 1)}
