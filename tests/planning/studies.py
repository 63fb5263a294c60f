"""The example plant as the base of studies, seen for a short time: what several tests use."""

from functools import cache
from pathlib import Path

from cellpark.planning.studying import Base, Change, Frame, base_of, changed
from cellpark.planning.studying.file import product_of, read_case

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "recipes"
SHORT = Frame(days=30, warm_up=15, replications=8)


def beside(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@cache
def plant() -> Base:
    case = read_case(beside("cart-cd19.case.json"), beside)
    return base_of(case, product_of(case, None))


def with_(**change: object) -> Base:
    return changed(plant(), Change.model_validate(change))
