"""Write an FCS 3.1 list-mode file: 32-bit floats, the least significant byte first (ISAC FCS 3.1, 2010)."""

from collections.abc import Mapping, Sequence

import numpy as np

from cellpark.assays.flow.fcs import Floats

SEPARATOR = "|"
HEADER_BYTES = 58


def write_fcs(
    values: Floats, channels: Sequence[tuple[str, str]], *, top: float, keywords: Mapping[str, str] | None = None
) -> bytes:
    """One row of ``values`` an event, one column a channel; ``channels`` are names ($PnN) and stains ($PnS).

    ``top`` is the end of the linear scale ($PnR). ``keywords`` come on top of those that the standard requires.
    """
    data = np.ascontiguousarray(values, dtype="<f4").tobytes()
    words = {
        **{f"${name}": "0" for name in ("BEGINANALYSIS", "ENDANALYSIS", "BEGINSTEXT", "ENDSTEXT", "NEXTDATA")},
        "$BYTEORD": "1,2,3,4",
        "$DATATYPE": "F",
        "$MODE": "L",
        "$PAR": str(len(channels)),
        "$TOT": str(len(values)),
        # places that are known only when the length of the text is: as wide as they can be
        "$BEGINDATA": " " * 10,
        "$ENDDATA": " " * 10,
        **(keywords or {}),
    }
    for number, (name, stain) in enumerate(channels, 1):
        words |= {f"$P{number}N": name, f"$P{number}B": "32", f"$P{number}E": "0,0", f"$P{number}R": f"{top:.0f}"}
        if stain:
            words[f"$P{number}S"] = stain
    start = HEADER_BYTES + len(_text(words))
    end = start + len(data) - 1
    words |= {"$BEGINDATA": f"{start:>10}", "$ENDDATA": f"{end:>10}"}
    # what does not fit into eight digits stands in the text alone (FCS 3.1, section 3.1)
    told = (start, end) if end < 10**8 else (0, 0)
    places = (HEADER_BYTES, start - 1, *told, 0, 0)
    header = "FCS3.1    " + "".join(f"{place:>8}" for place in places)
    return header.encode() + _text(words) + data


def _text(words: Mapping[str, str]) -> bytes:
    parts = (part.replace(SEPARATOR, SEPARATOR * 2) for pair in words.items() for part in pair)
    return (SEPARATOR + SEPARATOR.join(parts) + SEPARATOR).encode()
