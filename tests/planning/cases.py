"""The shipped CAR-T recipe with its overlay and the example plant, and batches of it, for tests that change one thing."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cellpark.kernel.quantity import Quantity
from cellpark.planning.drafting import BatchToPlan, Draft, Product, Progress, Stretch, draft
from cellpark.planning.simulation.plant import Plant, read_plant
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.model import Recipe
from cellpark.recipes.dialect.plan import Duration, Plan, Shape, StepPlan, parse_plan

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "recipes"
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)  # a Monday
RECIPE: Recipe = parse((FOLDER / "cart-cd19.mbr.md").read_text(encoding="utf-8"))
PLAN: Plan = parse_plan((FOLDER / "cart-cd19.plan.yaml").read_text(encoding="utf-8"))
PLANT: Plant = read_plant((FOLDER / "cart-cd19.plant.yaml").read_bytes())
BEFORE_ACTIVATION = ("U1.1", "U1.2", "U1.3", "U1.4", "U1.5", "U1.6", "U2.1", "U2.2", "U2.4", "U2.5", "U2.6")
SELECTION = ("U3.1", "U3.2", "U3.3", "U3.4", "U3.6", "U4.1", "U4.2", "U4.3")


def batch(key: str = "P-1", **changes: Any) -> BatchToPlan:
    return replace(BatchToPlan(key, "CART-019", NOW, key, NOW + timedelta(days=27), arrived=True), **changes)


def drafted(*batches: BatchToPlan, plan: Plan = PLAN, plant: Plant = PLANT, **more: Any) -> Draft:
    return draft([Product(RECIPE, plan)], plant, batches or (batch(),), now=NOW, **more)


def done(*steps: str, at: datetime = NOW - timedelta(days=1)) -> dict[str, Stretch]:
    return {each: Stretch(at, at + timedelta(minutes=1)) for each in steps}


def resting(*, since: datetime) -> BatchToPlan:
    """In the incubator for its activation."""
    steps = done(*BEFORE_ACTIVATION, *SELECTION, at=since - timedelta(hours=2)) | {"U4.4": Stretch(since)}
    return batch(progress=Progress(steps))


def fixed(minutes: str) -> Duration:
    return Duration(Shape.FIXED, (Quantity.parse(minutes),))


def with_step(step: str, **changes: Any) -> Plan:
    """The overlay with one step changed."""
    changed: StepPlan = replace(PLAN.steps[step], **changes)
    return replace(PLAN, steps={**PLAN.steps, step: changed})
