"""Simulated years of the shipped recipe's plant, looked at on some day: are promises kept as often as they say?

``python -m bench.planning_calibration [TRIALS]``; draws docs/pictures/promises-en.svg and promises-zh.svg.
"""

import os
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.utils import translation

from cellpark.planning.promising import Scenarios
from cellpark.planning.promising.calibration import Calibration, calibrate
from cellpark.planning.promising.reliability import Reliability, picture
from cellpark.planning.simulation.from_recipe import OUT, RELEASED, network_of
from cellpark.planning.simulation.plant import read_plant
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.plan import parse_plan

ROOT = Path(__file__).resolve().parent.parent
RECIPES, PICTURES, LOCALE = ROOT / "examples" / "recipes", ROOT / "docs" / "pictures", ROOT / "src/cellpark/base/locale"
LEVELS = tuple(round(0.05 * step, 2) for step in range(1, 20))
SHOWN = (0.5, 0.8, 0.95)
TRIALS, SCENARIOS = 200, 199


def study(trials: int, *, newest: bool) -> Reliability:
    """Promises in the plant of the shipped recipe, after it has filled up."""
    text = {end: (RECIPES / f"cart-cd19.{end}").read_bytes() for end in ("mbr.md", "plan.yaml", "plant.yaml")}
    recipe, plan = parse(text["mbr.md"].decode()), parse_plan(text["plan.yaml"].decode())
    network = network_of(recipe, plan, read_plant(text["plant.yaml"])).network
    scenarios = Scenarios(count=SCENARIOS, workers=1, hoped=(RELEASED, OUT))
    asked = Calibration(1_500.0, 4_000.0, trials, newest, LEVELS, scenarios, workers=os.cpu_count() or 1)
    return calibrate(network, asked)


def draw(reliability: Reliability) -> None:
    """The picture of all levels, in both languages."""
    from cellpark.base.planning_messages import RELIABILITY

    for language, name in (("en", "en"), ("zh-hans", "zh")):
        with translation.override(language):
            drawn = picture(reliability, str(RELIABILITY["promised"]), str(RELIABILITY["kept"]))
        (PICTURES / f"promises-{name}.svg").write_text(drawn, encoding="utf-8")


def main(trials: int) -> None:
    """Print the table."""
    settings.configure(USE_I18N=True, LOCALE_PATHS=[LOCALE], LANGUAGES=[("en", "en"), ("zh-hans", "zh")])
    django.setup()
    print(f"{trials} years each, each looked at once; {SCENARIOS} scenarios a promise; the seed is 1.\n")
    print("| promise for a patient who | sure to | made | kept | share kept | interval of 95 % |")
    print("|---|---|---|---|---|---|")
    began, both = time.perf_counter(), []
    for said, newest in (("is somewhere inside", False), ("came last", True)):
        found = study(trials, newest=newest)
        both.append(found)
        for each in found.shares():
            if each.level in SHOWN:
                low, high = each.interval
                row = f"{each.level:.0%} | {each.made} | {each.kept} | {each.share:.1%} | {low:.1%} to {high:.1%}"
                print(f"| {said} | {row} |", flush=True)
    draw(Reliability(LEVELS, tuple(each for found in both for each in found.trials)))
    print(f"\n{time.perf_counter() - began:.0f} s on {os.cpu_count()} cores.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS)
