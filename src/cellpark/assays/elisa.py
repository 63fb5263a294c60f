"""Immunoassay on a plate: standards, curve, back-calculated samples (kind ``elisa-4pl``).

File ``plate``: a Gen5 export with its layout, a Magellan workbook (both through allotropy), or a table
``well,role,sample,concentration,dilution,signal`` (role: standard, sample, blank).

Parameters: ``reader``, ``sample``, ``unit`` of the standards (``ng/mL``), and as needed ``curve`` (``4pl``, or
``linear`` for assays in their straight part), ``weighted`` (``yes``), ``recovery_low`` and ``recovery_high`` (percent,
80 and 120), ``variation_max`` (percent, 20; ICH M10, section 4.2). For readers that keep no layout:
``standards`` (well to concentration), ``samples`` (well to ``name:dilution``), ``blanks`` (wells), ``label`` (which of
several readings).

The mean blank is taken from every signal. A sample beyond the standards has a flag, and beyond the plateaus no value.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cellpark.assays import given
from cellpark.assays.allotropic import measurements
from cellpark.assays.four_pl import fit_4pl, written
from cellpark.assays.line import fit_line, spread
from cellpark.assays.model import Findings, Json, number_text, quantity_text
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.units import unit as unit_named

VERSION = 1
_PARAMETERS = (
    *("reader", "sample", "unit", "curve", "weighted", "standards", "samples", "blanks", "label"),
    *("recovery_low", "recovery_high", "variation_max"),
)
_ROLES = ("standard", "sample", "blank")
_STANDARD, _SAMPLE, _BLANK = _ROLES


@dataclass(frozen=True, slots=True)
class Well:
    """One well. ``level`` is a standard's concentration or a sample's share of itself after dilution."""

    well: str
    role: str
    sample: str
    level: Decimal
    signal: Decimal


@dataclass(frozen=True, slots=True)
class _Fitted:
    back: Callable[[float], float | None]
    details: Mapping[str, Json]


def find(files: Mapping[str, bytes], parameters: Mapping[str, Json]) -> Findings:
    """The concentration of one sample, the recovery of every standard, and what is out of range."""
    given.only(parameters, _PARAMETERS)
    reader = given.one_of(parameters, "reader", ("table", "gen5", "magellan"))
    content = given.the_file(files, "plate")
    wells = _READERS[reader](content, parameters)
    unit = given.text(parameters, "unit")
    unit_named(unit)
    blanks = [float(each.signal) for each in wells if each.role == _BLANK]
    blank = spread(blanks)[0] if blanks else 0.0
    standards = [(float(each.level), float(each.signal) - blank) for each in wells if each.role == _STANDARD]
    if not standards:
        raise Refused(Problem("assays.elisa.standards", {"count": 0}))
    fitted = _fit(standards, parameters)
    flags: list[Json] = []
    recoveries = _recoveries(standards, fitted, parameters, flags)
    value, rows = _value(wells, blank, standards, fitted, parameters, flags)
    values = {"concentration": quantity_text(value, unit)} if value is not None else {}
    details: dict[str, Json] = {
        "curve": dict(fitted.details),
        "blank": number_text(blank),
        "standards": recoveries,
        "wells": rows,
        "flags": flags,
    }
    return Findings(values, details)


def _fit(standards: Sequence[tuple[float, float]], parameters: Mapping[str, Json]) -> _Fitted:
    if given.one_of(parameters, "curve", ("4pl", "linear"), "4pl") == "linear":
        line = fit_line(standards)
        parts = {"slope": line.slope, "intercept": line.intercept, "r_squared": line.r_squared}
        return _Fitted(line.x, {"kind": "linear", **{name: number_text(each) for name, each in parts.items()}})
    curve = fit_4pl(standards, weighted=given.one_of(parameters, "weighted", ("yes", "no"), "no") == "yes")
    return _Fitted(curve.concentration, {"kind": "4pl", **written(curve)})


def _recoveries(
    standards: Sequence[tuple[float, float]], fitted: _Fitted, parameters: Mapping[str, Json], flags: list[Json]
) -> list[Json]:
    low, high = given.number(parameters, "recovery_low", "80"), given.number(parameters, "recovery_high", "120")
    rows: list[Json] = []
    for level in sorted({each for each, _ in standards}):
        signals = [signal for each, signal in standards if each == level]
        mean, variation = spread(signals)
        found = fitted.back(mean)
        row: dict[str, Json] = {"level": number_text(level), "signal": number_text(mean), "cv": number_text(variation)}
        if found is not None and level > 0:
            recovery = 100 * found / level
            row |= {"found": number_text(found), "recovery": number_text(recovery)}
            if not float(low) <= recovery <= float(high):
                flags.append({"flag": "recovery", "level": row["level"], "value": row["recovery"]})
        elif level > 0:
            flags.append({"flag": "recovery", "level": row["level"], "value": ""})
        rows.append(row)
    return rows


def _value(
    wells: Sequence[Well],
    blank: float,
    standards: Sequence[tuple[float, float]],
    fitted: _Fitted,
    parameters: Mapping[str, Json],
    flags: list[Json],
) -> tuple[float | None, list[Json]]:
    sample = given.text(parameters, "sample")
    mine = [each for each in wells if each.role == _SAMPLE and each.sample == sample]
    if not mine:
        raise Refused(Problem("assays.given.absent", {"name": sample[:60], "sample": sample[:60]}))
    levels = [level for level, _ in standards if level > 0]
    kept: list[float] = []
    rows: list[Json] = []
    for each in mine:
        found = fitted.back(float(each.signal) - blank)
        row: dict[str, Json] = {"well": each.well, "signal": str(each.signal), "dilution": str(each.level)}
        if found is None or not min(levels) <= found <= max(levels):
            flags.append({"flag": "out_of_range", "well": each.well})
        if found is not None:
            row["found"] = number_text(found / float(each.level))
            if min(levels) <= found <= max(levels):
                kept.append(found / float(each.level))
        rows.append(row)
    if not kept:
        return None, rows
    mean, variation = spread(kept)
    if variation > float(given.number(parameters, "variation_max", "20")):
        flags.append({"flag": "variation", "value": number_text(variation)})
    return mean, rows


def _table(content: bytes, parameters: Mapping[str, Json]) -> list[Well]:  # noqa: ARG001 -- every reader is called alike
    found = []
    for line, row in given.table(content, ("well", "role", "sample", "concentration", "dilution", "signal")):
        if row["role"] not in _ROLES:
            raise Refused(Problem("assays.given.cell", {"line": line, "column": "role", "text": row["role"][:40]}))
        column = {_STANDARD: "concentration", _SAMPLE: "dilution"}.get(row["role"])
        level = given.cell(row, line, column, at_least=Decimal(0)) if column else Decimal(0)
        if row["role"] == _SAMPLE and not 0 < level <= 1:
            raise Refused(Problem("assays.given.cell", {"line": line, "column": "dilution", "text": row["dilution"]}))
        found.append(Well(row["well"], row["role"], row["sample"], level, given.cell(row, line, "signal")))
    return found


def _gen5(content: bytes, parameters: Mapping[str, Json]) -> list[Well]:  # noqa: ARG001 -- every reader is called alike
    found = []
    for each in measurements(content, "AGILENT_GEN5", "plate.txt"):
        well, sample = each.texts.get("location identifier", ""), each.texts.get("sample identifier", "")
        signal, level = each.numbers.get("absorbance"), each.numbers.get("Conc/Dil")
        if signal is None:
            continue
        role = next((role for mark, role in _GEN5.items() if sample.upper().startswith(mark)), None)
        if role is None or (role != _BLANK and level is None):
            raise Refused(Problem("assays.elisa.no_layout", {"well": well[:20]}))
        # SPL1:3 is the third dilution of sample SPL1
        found.append(Well(well, role, sample.split(":")[0], level or Decimal(0), signal))
    return found


def _magellan(content: bytes, parameters: Mapping[str, Json]) -> list[Well]:
    plan = {**_plan(parameters, "standards", _STANDARD), **_plan(parameters, "samples", _SAMPLE)}
    plan |= {well: (_BLANK, "", Decimal(0)) for well in given.texts(parameters, "blanks")}
    wanted = int(given.number(parameters, "label", "1"))
    seen: dict[str, int] = {}
    found = []
    for each in measurements(content, "TECAN_MAGELLAN", "plate.xlsx"):
        well = each.texts.get("location identifier", "")
        signal = each.numbers.get("absorbance", each.numbers.get("fluorescence"))
        seen[well] = seen.get(well, 0) + 1
        if well in plan and signal is not None and seen[well] == wanted:
            found.append(Well(well, *plan[well], signal))
    missing = sorted(set(plan) - {each.well for each in found})
    if missing or not plan:
        raise Refused(Problem("assays.elisa.no_layout", {"well": ", ".join(missing)[:60]}))
    return found


def _plan(parameters: Mapping[str, Json], name: str, role: str) -> dict[str, tuple[str, str, Decimal]]:
    planned = parameters.get(name, {})
    if not isinstance(planned, Mapping):
        raise Refused(Problem("assays.given.parameter", {"name": name}))
    found = {}
    for well, said in planned.items():
        sample, _, level = str(said).rpartition(":") if role == _SAMPLE else ("", "", str(said))
        value = given.as_number(level)
        if (
            value is None
            or value <= 0
            or not re.fullmatch(r"[A-P][0-9]{1,2}", well)
            or (role == _SAMPLE and not sample)
        ):
            raise Refused(Problem("assays.given.parameter", {"name": f"{name} {well}"[:60]}))
        found[well] = (role, sample, value)
    return found


_GEN5 = {"STD": _STANDARD, "BLK": _BLANK, "SPL": _SAMPLE}
_READERS: Mapping[str, Callable[[bytes, Mapping[str, Json]], list[Well]]] = {
    "table": _table,
    "gen5": _gen5,
    "magellan": _magellan,
}
