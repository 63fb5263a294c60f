"""Quantitative PCR against a standard curve, and vector copies per cell (kind ``qpcr-copies``).

File ``plate``: a table ``well,sample,target,task,cq,quantity`` (task: standard, unknown or blank; quantity in copies
for each standard; an empty cq: nothing was amplified) or a QuantStudio export through allotropy.
Parameters: ``reader``, ``target``, ``sample``, and as needed ``reference``, ``copies_of_reference`` (2 in a diploid
cell), ``lod`` and ``loq`` (copies in a reaction, from the validation of the method), ``efficiency_low`` and
``efficiency_high`` (percent, 90 and 110), ``r_squared_min`` (0.98).

The line is Cq over log10(copies); efficiency = 10^(-1/slope) - 1 (MIQE, Clin. Chem. 2009, 55:611).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cellpark.assays import given
from cellpark.assays.allotropic import measurements
from cellpark.assays.line import Line, fit_line, spread
from cellpark.assays.model import Findings, Json, number_text, quantity_text
from cellpark.kernel.problem import Problem, Refused

VERSION = 1
_PARAMETERS = (
    *("reader", "target", "reference", "sample", "copies_of_reference", "lod", "loq"),
    *("efficiency_low", "efficiency_high", "r_squared_min"),
)
_TASKS = ("standard", "unknown", "blank")
_QUANTSTUDIO = {"standard sample role": "standard", "unknown sample role": "unknown", "control sample role": "blank"}


@dataclass(frozen=True, slots=True)
class Well:
    """One reaction. ``cq`` None: nothing was amplified."""

    well: str
    sample: str
    target: str
    task: str
    cq: Decimal | None
    copies: Decimal | None


def find(files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Findings:
    """The standard curve of each target, copies in a reaction, and copies per cell where there is a reference."""
    given.only(parameters, _PARAMETERS)
    reader = given.one_of(parameters, "reader", ("table", "quantstudio"), "table")
    content = given.the_file(files, "plate")
    wells = _table(content) if reader == "table" else _quantstudio(content)
    sample = given.text(parameters, "sample")
    values: dict[str, str] = {}
    flags: list[Json] = []
    rows: list[Json] = []
    found: dict[str, float] = {}
    for role in ("target", "reference"):
        name = given.text(parameters, role, None if role == "target" else "")
        if not name:
            continue
        mine = [each for each in wells if each.target == name]
        curve = _curve(mine, name)
        efficiency = 100 * (10 ** (-1 / curve.slope) - 1)
        values |= {
            f"{role}_slope": number_text(curve.slope),
            f"{role}_efficiency": quantity_text(efficiency, "%"),
            f"{role}_r_squared": number_text(curve.r_squared),
        }
        flags += _judge(role, efficiency, curve.r_squared, parameters)
        flags += [{"flag": "blank_amplified", "well": each.well} for each in mine if each.task == "blank" and each.cq]
        found[role] = _copies(mine, sample, name, curve, role, parameters, flags, rows)
        values[role] = quantity_text(found[role], "copy")
    if "reference" in found:
        if found["reference"] <= 0:
            raise Refused(Problem("assays.qpcr.no_reference", {"sample": sample[:60]}))
        factor = given.number(parameters, "copies_of_reference", "2")
        values["copies_per_cell"] = quantity_text(float(factor) * found["target"] / found["reference"], "copy/cell")
    return Findings(values, {"wells": rows, "flags": flags})


def _curve(wells: list[Well], name: str) -> Line:
    points = [
        (math.log10(each.copies), float(each.cq))
        for each in wells
        if each.task == "standard" and each.copies and each.cq is not None
    ]
    if len({x for x, _ in points}) < 3:
        raise Refused(Problem("assays.qpcr.standards", {"target": name[:60], "count": len({x for x, _ in points})}))
    curve = fit_line(points)
    if curve.slope >= 0:
        raise Refused(Problem("assays.qpcr.slope", {"target": name[:60]}))
    return curve


def _judge(role: str, efficiency: float, r_squared: float, parameters: Mapping[str, Json]) -> list[Json]:
    low, high = (
        given.number(parameters, f"efficiency_{end}", default) for end, default in (("low", "90"), ("high", "110"))
    )
    least = given.number(parameters, "r_squared_min", "0.98")
    flags: list[Json] = []
    if not float(low) <= efficiency <= float(high):
        flags.append({"flag": "efficiency", "of": role, "value": number_text(efficiency)})
    if r_squared < float(least):
        flags.append({"flag": "r_squared", "of": role, "value": number_text(r_squared)})
    return flags


def _copies(
    wells: list[Well],
    sample: str,
    name: str,
    curve: Line,
    role: str,
    parameters: Mapping[str, Json],
    flags: list[Json],
    rows: list[Json],
) -> float:
    mine = [each for each in wells if each.task == "unknown" and each.sample == sample]
    if not mine:
        raise Refused(Problem("assays.given.absent", {"name": name[:60], "sample": sample[:60]}))
    values = [0.0 if each.cq is None else 10 ** curve.x(float(each.cq)) for each in mine]
    for each, copies in zip(mine, values, strict=True):
        rows.append({"well": each.well, "target": name, "copies": number_text(copies)})
    mean, variation = spread(values)
    cqs = [float(each.cq) for each in wells if each.task == "standard" and each.cq is not None]
    if any(each.cq is not None and not min(cqs) <= float(each.cq) <= max(cqs) for each in mine):
        flags.append({"flag": "outside_standards", "of": role})
    below = [each for each in ("lod", "loq") if each in parameters and mean < float(given.number(parameters, each))]
    flags += [{"flag": f"below_{each}", "of": role, "value": number_text(mean)} for each in below]
    flags.append({"flag": "variation", "of": role, "value": number_text(variation)})
    return mean


def _table(content: bytes) -> list[Well]:
    found = []
    for line, row in given.table(content, ("well", "sample", "target", "task", "cq", "quantity")):
        if row["task"] not in _TASKS:
            raise Refused(Problem("assays.given.cell", {"line": line, "column": "task", "text": row["task"][:40]}))
        zero = Decimal(0)
        cq = given.cell(row, line, "cq", at_least=zero) if row["cq"] else None
        copies = given.cell(row, line, "quantity", at_least=zero) if row["task"] == "standard" else None
        found.append(Well(row["well"], row["sample"], row["target"], row["task"], cq, copies))
    return found


def _quantstudio(content: bytes) -> list[Well]:
    return [
        Well(
            each.texts.get("well location identifier", ""),
            each.texts.get("sample identifier", ""),
            each.texts.get("target DNA description", ""),
            _QUANTSTUDIO.get(each.texts.get("sample role type", ""), "blank"),
            each.numbers.get("cycle threshold result (qPCR)"),
            each.numbers.get("quantity"),
        )
        for each in measurements(content, "APPBIO_QUANTSTUDIO", "plate.txt")
    ]
