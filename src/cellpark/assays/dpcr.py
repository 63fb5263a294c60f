"""Digital PCR: concentration of each target and vector copies per cell (kind ``dpcr-copies``).

File ``wells``: a table of QuantaSoft, one of QIAcuity (through allotropy), or droplet clusters of one well.
Parameters: ``reader``, ``target``, ``sample`` or ``wells``, and as needed ``reference``, ``partition_volume`` (what the
maker states: 0.85 nL for QX200, 0.91 nL for QX100; it differs by plate for QIAcuity), ``copies_of_reference`` (in one
cell: 2 for a single gene of a diploid genome), ``confidence``, ``partitions_min`` (10000; fewer are flagged).
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from cellpark.assays import given
from cellpark.assays.allotropic import measurements
from cellpark.assays.model import Findings, Json, number_text, quantity_text
from cellpark.assays.poisson import CONFIDENCE, Estimate, Partitions, copies_per_partition, ratio
from cellpark.kernel.problem import Problem, Refused

VERSION = 1
_PARAMETERS = (
    *("reader", "target", "reference", "sample", "wells", "partition_volume", "copies_of_reference"),
    *("confidence", "partitions_min"),
)
_PER_CELL = "copy/cell"
_NEGATIVE, _FIRST, _BOTH, _SECOND = "1", "2", "3", "4"  # clusters as droplet readers number them
Wells = dict[tuple[str, str, str], Partitions]
"""Well, sample and target to its counts."""


def find(files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Findings:
    """Copies per microlitre of reaction, and copies per cell where there is a reference."""
    given.only(parameters, _PARAMETERS)
    reader = given.one_of(parameters, "reader", tuple(_READERS))
    target = given.text(parameters, "target")
    reference = given.text(parameters, "reference", "")
    volume = given.quantity(parameters, "partition_volume", "nL", "0.85 nL")
    confidence = given.number(parameters, "confidence", str(CONFIDENCE), fits=lambda each: Decimal(0) < each < 1)
    least = int(given.number(parameters, "partitions_min", "10000", fits=lambda each: each >= 0))
    wells = _READERS[reader](given.the_file(files, "wells"))
    chosen = {name: _of(wells, parameters, name) for name in (target, reference) if name}
    values: dict[str, str] = {}
    details: dict[str, Json] = {"wells": [], "flags": []}
    flags: list[Json] = []
    rows: list[Json] = []
    for role, name in (("target", target), ("reference", reference)):
        if not name:
            continue
        for (well, sample, _), counts in chosen[name].items():
            rows.append(
                {"well": well, "sample": sample, "target": name, "positive": counts.positive, "total": counts.total}
            )
            if counts.total < least:
                flags.append({"flag": "few_partitions", "well": well, "target": name, "total": counts.total})
        found = copies_per_partition(_sum(chosen[name]), confidence).times(1000 / float(volume))
        _say(values, role, found, "copy/uL")
    if reference:
        factor = given.number(parameters, "copies_of_reference", "2")
        found = ratio(_sum(chosen[target]), _sum(chosen[reference]), confidence).times(float(factor))
        _say(values, "copies_per_cell", found, _PER_CELL)
    details |= {"wells": rows, "flags": flags, "partition_volume": f"{number_text(volume)} nL"}
    return Findings(values, details)


def _say(values: dict[str, str], name: str, found: Estimate, unit: str) -> None:
    values[name] = quantity_text(found.value, unit)
    values[f"{name}_low"] = quantity_text(found.low, unit)
    values[f"{name}_high"] = quantity_text(found.high, unit)


def _of(wells: Wells, parameters: Mapping[str, Json], target: str) -> Wells:
    sample, names = given.text(parameters, "sample", ""), given.texts(parameters, "wells")
    found = {
        key: counts
        for key, counts in wells.items()
        if key[2] == target and (not sample or key[1] == sample) and (not names or key[0] in names)
    }
    if not found or {each[0] for each in found} < set(names):
        raise Refused(
            Problem("assays.given.absent", {"name": target[:60], "sample": (sample or ", ".join(names))[:60]})
        )
    if not sample and not names and len({each[1] for each in found}) > 1:
        raise Refused(Problem("assays.given.which", {"name": target[:60], "count": len(found)}))
    return found


def _sum(wells: Wells) -> Partitions:
    total = Partitions(0, 0)
    for each in wells.values():
        total += each
    return total


def _quantasoft(content: bytes) -> Wells:
    found: Wells = {}
    for line, row in given.table(content, ("Well", "Sample", "Assay", "Positives", "AcceptedDroplets")):
        counts = [int(given.cell(row, line, name, at_least=Decimal(0))) for name in ("Positives", "AcceptedDroplets")]
        _add(found, (row["Well"], row["Sample"], row["Assay"]), Partitions(counts[0], counts[1]))
    return found


def _clusters(content: bytes) -> Wells:
    rows = given.table(content, ("Assay1 Amplitude", "Assay2 Amplitude", "Cluster"))
    counted = {_NEGATIVE: 0, _FIRST: 0, _BOTH: 0, _SECOND: 0}
    for line, row in rows:
        if row["Cluster"] not in counted:
            raise Refused(
                Problem("assays.given.cell", {"line": line, "column": "Cluster", "text": row["Cluster"][:40]})
            )
        counted[row["Cluster"]] += 1
    total = sum(counted.values())
    return {
        ("", "", "Assay1"): Partitions(counted[_FIRST] + counted[_BOTH], total),
        ("", "", "Assay2"): Partitions(counted[_SECOND] + counted[_BOTH], total),
    }


def _qiacuity(content: bytes) -> Wells:
    found: Wells = {}
    for each in measurements(content, "QIACUITY_DPCR", "plate.csv"):
        positive, total = (each.numbers.get(f"{name} partition count") for name in ("positive", "total"))
        if positive is None or total is None:
            raise Refused(Problem("assays.maker.nothing", {"reader": "QIAcuity"}))
        names = ("well location identifier", "sample identifier", "target DNA description")
        well, sample, target = (each.texts.get(name, "") for name in names)
        _add(found, (well, sample, target), Partitions(int(positive), int(total)))
    return found


def _add(wells: Wells, key: tuple[str, str, str], counts: Partitions) -> None:
    if key in wells:
        raise Refused(Problem("assays.given.twice", {"name": f"{key[0]} {key[2]}"[:60]}))
    wells[key] = counts


_READERS: Mapping[str, Callable[[bytes], Wells]] = {
    "quantasoft": _quantasoft,
    "qiacuity": _qiacuity,
    "droplet-clusters": _clusters,
}
