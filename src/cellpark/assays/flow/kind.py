"""The kind ``flow-cytometry``: one FCS file and one gating strategy give counts, percentages and intensities."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

from cellpark.assays.flow.fcs import read_fcs
from cellpark.assays.flow.gating import members
from cellpark.assays.flow.gatingml import read_strategy
from cellpark.assays.flow.populations import populations
from cellpark.assays.flow.tube import Members, Tube
from cellpark.assays.flow.words import Population
from cellpark.assays.model import Findings, Json, number_text, quantity_text
from cellpark.kernel.problem import Problem, Refused

KIND: Final = "flow-cytometry"
VERSION: Final = 1
FILES: Final = ("fcs", "gating")
"""The tube (FCS 2.0 to 3.1) and the strategy (Gating-ML 2.0)."""


def find(files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Findings:
    """Values ``<population>:count``, ``:of_parent`` and ``:of_total`` in %, ``:median:<channel>`` in linear units.

    A share of an empty parent has no value. ``parameters`` may name more ``channels`` whose intensity is wanted.

    Raises:
        Refused: ``assays.file_missing``, ``assays.parameter``, ``assays.flow....``.
    """
    tube, _members, rows = analysed(files, parameters)
    return findings(tube, rows, files)


def findings(tube: Tube, rows: Sequence[Population], files: Mapping[str, bytes]) -> Findings:
    """The rows of the hierarchy as the record keeps them."""
    values: dict[str, str] = {}
    for row in rows:
        values[f"{row.id}:count"] = str(row.count)
        values[f"{row.id}:of_total"] = quantity_text(row.of_total, "%")
        if row.of_parent is not None:
            values[f"{row.id}:of_parent"] = quantity_text(row.of_parent, "%")
        for intensity in row.intensities:
            if intensity.median is not None:
                values[f"{row.id}:median:{intensity.channel}"] = number_text(intensity.median)
    details: dict[str, Json] = {
        "events": tube.file.events,
        "fcs": tube.file.version,
        "strategy": sha256(files["gating"]).hexdigest(),
        "populations": [_row(row) for row in rows],
    }
    return Findings(values, details)


def analysed(
    files: Mapping[str, bytes], parameters: Mapping[str, Json]
) -> tuple[Tube, dict[str, Members], tuple[Population, ...]]:
    """The same as arrays, for whoever draws the pictures: the tube, the members and the rows of the hierarchy."""
    for name in FILES:
        if name not in files:
            raise Refused(Problem("assays.file_missing", {"name": name}))
    unknown = parameters.keys() - {"channels"}
    if unknown:
        raise _parameter(min(unknown), "")
    channels = parameters.get("channels", [])
    if not isinstance(channels, (list, tuple)) or not all(isinstance(channel, str) for channel in channels):
        raise _parameter("channels", str(channels))
    tube = Tube(read_fcs(files["fcs"]), read_strategy(files["gating"]))
    found = members(tube)
    return tube, found, populations(tube, found, [str(channel) for channel in channels])


def _parameter(name: str, found: str) -> Refused:
    return Refused(Problem("assays.parameter", {"name": name[:80], "found": found[:80], "expected": "channels: []"}))


def _row(row: Population) -> Json:
    return {
        "id": row.id,
        "gate": row.gate,
        "parent": row.parent,
        "names": dict(row.names),
        "count": row.count,
        "of_parent": None if row.of_parent is None else number_text(row.of_parent),
        "of_total": number_text(row.of_total),
        "intensities": [
            {
                "channel": each.channel,
                "label": each.label,
                "median": None if each.median is None else number_text(each.median),
                "mean": None if each.mean is None else number_text(each.mean),
            }
            for each in row.intensities
        ],
    }
