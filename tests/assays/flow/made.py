"""Small FCS files and strategies, written byte by byte: whatever a file can do wrong can be written here."""

import numpy as np

from cellpark.assays.flow.strategy import Dimension, Rectangle, Scale, Strategy

NAMES = ("FSC-A", "SSC-A", "CD3", "Time")
LOGICLE = Scale("logicle", {"T": 262144.0, "W": 0.7, "M": 4.5, "A": 0.0})


def events(count=500, channels=4, seed=7):
    chance = np.random.default_rng(seed)
    return np.column_stack([chance.normal(1000 * (place + 1), 400, count) for place in range(channels)])


def keywords(table, names=NAMES, version="3.1", kind="f4", **more):
    """The keywords of an ordinary file; None takes one away."""
    found = {
        "$BEGINANALYSIS": "0",
        "$ENDANALYSIS": "0",
        "$BEGINSTEXT": "0",
        "$ENDSTEXT": "0",
        "$NEXTDATA": "0",
        "$MODE": "L",
        "$DATATYPE": {"f4": "F", "f8": "D"}.get(kind, "I"),
        "$BYTEORD": "1,2,3,4",
        "$PAR": str(len(names)),
        "$TOT": str(len(table)),
    }
    for place, name in enumerate(names, start=1):
        bits = str(8 * np.dtype(kind).itemsize)
        found |= {f"$P{place}N": name, f"$P{place}B": bits, f"$P{place}E": "0,0", f"$P{place}R": "262144"}
    found |= {("$" if name[0] != "_" else "") + name.lstrip("_"): value for name, value in more.items()}
    return {name: value for name, value in found.items() if value is not None}


def fcs(table=None, names=NAMES, version="3.1", kind="f4", order="<", data=None, separator="|", offsets=(0, 0), **more):
    """An FCS file. ``data`` replaces the bytes of the events, ``offsets`` move what the header says of them."""
    table = events() if table is None else np.asarray(table)
    if data is None:
        data = table.astype(f"{order}{kind}").tobytes()
    if order == ">":
        more.setdefault("BYTEORD", "4,3,2,1")
    words = keywords(table, names, version, kind, **more)

    def text(start):
        if version != "2.0":
            words.setdefault("$BEGINDATA", "")
            words.setdefault("$ENDDATA", "")
            if "BEGINDATA" not in more:
                words["$BEGINDATA"] = f"{start:>10}"
            if "ENDDATA" not in more:
                words["$ENDDATA"] = f"{start + len(data) - 1:>10}"
        pairs = (word.replace(separator, separator * 2) for pair in words.items() for word in pair if word is not None)
        return (separator + separator.join(pairs) + separator).encode()

    start = 58 + len(text(0))
    places = (58, start - 1, start + offsets[0], start + len(data) - 1 + offsets[1], 0, 0)
    header = f"FCS{version}".encode() + b"    " + b"".join(f"{place:>8}".encode() for place in places)
    return header + text(start) + data


def one_gate(low=1000.0, high=None, **dimension):
    """A strategy of one range on FSC-A."""
    gate = Rectangle(id="Cells", dimensions=(Dimension("FSC-A", low=low, high=high, **dimension),))
    return Strategy({"Logicle": LOGICLE}, {}, {}, (gate,))
