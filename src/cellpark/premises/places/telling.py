"""A place in words of numbers: what was needed, what is there, what fit-out would close. Pure."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from cellpark.premises.places.catalogue import GRADES, USES, WASTE_BITS, Catalogue, Ints
from cellpark.premises.places.judging import FIT_OUT, LEAST, SUMMED
from cellpark.premises.places.needs import Demand, Finding, Needs, Place

_WASTES = {bits: name for name, bits in WASTE_BITS.items()}


def told(
    catalogue: Catalogue, needs: Needs, chosen: Ints, missing: frozenset[Demand], *, penalty: int, beside: bool
) -> Place:
    """The place that these rooms make, with a finding for each demand in its order."""
    findings = []
    for demand in Demand:
        if not _asked(needs, demand):
            continue
        needed, there = _VALUES[demand](catalogue, needs, chosen)
        met = demand not in missing
        findings.append(
            Finding(demand=demand, needed=needed, there=there, met=met, fit_out=not met and demand in FIT_OUT)
        )
    return Place(
        rooms=tuple(catalogue.ids[int(each)] for each in chosen),
        area_net_m2=_amount(int(catalogue.amounts["area_net_m2"][chosen].sum())),
        findings=tuple(findings),
        penalty=penalty,
        beside=beside,
    )


def _asked(needs: Needs, demand: Demand) -> bool:
    if demand is Demand.AREA:
        return bool(needs.area_min) or needs.area_max is not None
    if demand is Demand.BONDED:
        return needs.bonded is not None
    return bool(getattr(needs, _NAMES[demand]))


_NAMES: Mapping[Demand, str] = {
    **LEAST,
    **SUMMED,
    Demand.USE: "uses",
    Demand.GRADE: "grade",
    Demand.LN2: "ln2",
    Demand.WASTE: "waste",
    Demand.NEXT_TO: "next_to",
}


def _amount(hundredth: int) -> Decimal:
    return Decimal(hundredth) / 100


def _text(amount: Decimal) -> str:
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _area(catalogue: Catalogue, needs: Needs, chosen: Ints) -> tuple[str, str]:
    most = "" if needs.area_max is None else _text(needs.area_max)
    there = _amount(int(catalogue.amounts["area_net_m2"][chosen].sum()))
    return f"{_text(needs.area_min)}\u2013{most}", _text(there)


def _least(name: str) -> Callable[[Catalogue, Needs, Ints], tuple[str, str]]:
    def values(catalogue: Catalogue, needs: Needs, chosen: Ints) -> tuple[str, str]:
        return _text(getattr(needs, name)), _text(_amount(int(catalogue.amounts[name][chosen].min())))

    return values


def _summed(name: str) -> Callable[[Catalogue, Needs, Ints], tuple[str, str]]:
    def values(catalogue: Catalogue, needs: Needs, chosen: Ints) -> tuple[str, str]:
        return _text(getattr(needs, name)), _text(_amount(int(catalogue.amounts[name][chosen].sum())))

    return values


def _use(catalogue: Catalogue, needs: Needs, chosen: Ints) -> tuple[str, str]:
    there = dict.fromkeys(USES[int(each)] for each in catalogue.use[chosen])
    return " ".join(sorted(needs.uses)), " ".join(there)


def _grade(catalogue: Catalogue, needs: Needs, chosen: Ints) -> tuple[str, str]:
    return needs.grade, GRADES[int(catalogue.grade[chosen].max())]


def _waste(catalogue: Catalogue, needs: Needs, chosen: Ints) -> tuple[str, str]:
    bits = 3
    for each in catalogue.waste[chosen]:
        bits &= int(each)
    return needs.waste, _WASTES[bits]


def _flag(flag: Any) -> str:
    return "yes" if flag else "no"


_VALUES: Mapping[Demand, Callable[[Catalogue, Needs, Ints], tuple[str, str]]] = {
    Demand.AREA: _area,
    Demand.USE: _use,
    Demand.GRADE: _grade,
    **{demand: _least(name) for demand, name in LEAST.items()},
    **{demand: _summed(name) for demand, name in SUMMED.items()},
    Demand.LN2: lambda catalogue, _needs, chosen: ("yes", _flag(catalogue.ln2[chosen].any())),
    Demand.WASTE: _waste,
    Demand.BONDED: lambda catalogue, needs, chosen: (_flag(needs.bonded), _flag(catalogue.bonded[chosen].all())),
    Demand.NEXT_TO: lambda _catalogue, _needs, _chosen: ("", ""),
}
