"""What came of a study, as plain values that are kept and shown. Pure."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from cellpark.kernel.problem import Problem
from cellpark.planning.simulation.statistics import Estimate
from cellpark.planning.studying import Bar, Compared, Key, ordered, step, tornado
from cellpark.planning.studying.comparing import MEAN
from cellpark.planning.studying.goods import TOTAL
from cellpark.studies.asked import Asked

TORNADO_OF: tuple[Key, ...] = (MEAN, ("cost", TOTAL))
TOGETHER = "together|"
"""Before the key of a combined scenario among the quantities of a tornado."""


def answer_of(compared: Compared, asked: Asked, ranges: tuple[str, ...]) -> dict[str, Any]:
    """Figures of the base, differences of each change, and the bars of what matters most."""
    return {
        "replications": compared.replications,
        "enough": compared.enough,
        "currency": compared.currency,
        "missing": list(compared.base.missing),
        "base": _figures(compared.base.figures),
        "changes": {
            each.key: {
                "figures": _figures(compared.changes[each.key].figures),
                "differences": _figures(compared.changes[each.key].differences),
                "problems": _problems(compared.changes[each.key].problems),
            }
            for each in asked.scenarios
        },
        "tornado": [
            {"figure": list(key), "bars": [_bar(each) for each in _bars(compared, asked, ranges, key)]}
            for key in TORNADO_OF
            if ranges and key in compared.base.figures
        ],
    }


def _bars(compared: Compared, asked: Asked, ranges: tuple[str, ...], key: Key) -> tuple[Bar, ...]:
    """Each quantity from low to high, and each combined scenario from the plant as it is."""
    combined = [
        replace(step(compared, each.key, key), name=TOGETHER + each.key)
        for each in asked.scenarios
        if len(each.parts) > 1
    ]
    return ordered([*tornado(compared, ranges, key), *combined])


def _figures(found: Mapping[Key, Estimate]) -> list[list[Any]]:
    return [[*key, *_pair(each)] for key, each in found.items() if math.isfinite(each.mean)]


def figures_of(kept: Iterable[list[Any]]) -> dict[Key, tuple[float, float | None]]:
    """Figures that were kept: the mean, and half of its interval where it is known."""
    return {(kind, name): (mean, half) for kind, name, mean, half in kept}


def _pair(found: Estimate) -> tuple[float, float | None]:
    """What is not finite has no place in JSON."""
    return found.mean, found.half_width if math.isfinite(found.half_width) else None


def _bar(bar: Bar) -> dict[str, Any]:
    parts = {name: getattr(bar, name) for name in ("low", "high", "swing")}
    pairs = {
        name: None if each is None or not math.isfinite(each.mean) else _pair(each) for name, each in parts.items()
    }
    return {"name": bar.name, **pairs, "problems": _problems(bar.problems)}


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {"code": each.code, "params": {name: str(value) for name, value in each.params.items()}} for each in problems
    ]
