"""``cellpark plan year``: the plant of a case with synthetic patients before it opens, month by month."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from cellpark.command.language import say
from cellpark.command.plan.files import case_of
from cellpark.command.plan.limits import AS_JSON, MEMORY, SEED, TIME, limited, told
from cellpark.command.plan.studied import RECIPE, WORKERS
from cellpark.command.plan.study import figure_lines, found_form
from cellpark.command.progress import bar
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.site import set_up_django
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import load_environment
from cellpark.planning.studying import Frame, Year, base_of, virtual_year
from cellpark.planning.studying.file import product_of
from cellpark.planning.studying.year import NUMBERS
from cellpark.runtime.marking import gettext_noop as _

FORMAT = "cellpark.year/1"
BUSIEST = 5
"""Resources that are shown: those used most in any month."""
PERCENT = 100.0


@click.command(
    "year", cls=SpokenCommand, help=_("Run a virtual year of a plant (cellpark.case/1) from its empty first day.")
)
@click.argument("file", type=FILE)
@RECIPE
@click.option(
    "--replications", type=click.IntRange(2, 1_000), default=20, show_default=True, help=_("How many such years.")
)
@SEED
@WORKERS
@TIME
@MEMORY
@AS_JSON
@click.option("--out", type=OUT, help=TO_FILE)
def year(
    file: Path,
    recipe: str | None,
    replications: int,
    seed: int,
    workers: int,
    limit_s: float,
    limit_mb: int,
    as_json: bool,
    out: Path | None,
) -> int:
    """Print a line a month, the busiest resources, and the whole year with its cost of goods."""

    def work() -> int:
        with limited(limit_s, limit_mb) as watch, bar(_("Simulating")) as shown:
            case = case_of(file)
            base = base_of(case, product_of(case, recipe))
            frame = Frame(replications=replications, seed=seed, workers=workers, compute=load_environment().compute)
            found = virtual_year(base, frame, progress=shown, stop=watch)
        if as_json:
            form = {
                "format": FORMAT,
                "replications": replications,
                "currency": found.whole.currency,
                "months": [asdict(each) for each in found.months],
                "year": found_form(found.whole.base),
            }
            return give(json.dumps(form, ensure_ascii=False, indent=1) + "\n", out)
        set_up_django()
        return give("".join(f"{line}\n" for line in _lines(found)), out)

    return told(work)


def _lines(found: Year) -> Iterator[str]:
    yield say(
        _("month: collected, treated, out of specification, lost, made again, inside at its end, days vein to vein")
    )
    for each in found.months:
        numbers = [getattr(each, name) for name in NUMBERS]
        yield f"{each.number:>3}: " + " ".join(f"{one.mean:>10,.1f}" for one in numbers)
    months = found.months
    names = sorted(months[0].use, key=lambda name: -max(each.use[name].mean for each in months))[:BUSIEST]
    yield say(_("use of the busiest, in percent of a month:"))
    for name in names:
        yield f"  {name:<24} " + " ".join(f"{each.use[name].mean * PERCENT:>4.0f}" for each in found.months)
    yield say(_("the whole year, with everybody who came in it seen through:"))
    yield from figure_lines(found.whole.base, found.whole.currency)
