"""``cellpark plan cost``: what a batch and a patient who is treated cost, line by line."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cellpark.command.language import say
from cellpark.command.plan.files import case_of
from cellpark.command.plan.limits import AS_JSON, MEMORY, SEED, TIME, limited, told
from cellpark.command.plan.studied import Wanted, between, options
from cellpark.command.progress import bar
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.site import set_up_django
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import load_environment
from cellpark.planning.simulation.prices import Prices
from cellpark.planning.studying import Base, Frame, base_of, compare
from cellpark.planning.studying.file import product_of
from cellpark.runtime.marking import gettext_noop as _


@click.command("cost", cls=SpokenCommand, help=_("Say what a batch and a patient who is treated cost."))
@click.argument("file", type=FILE)
@options
@SEED
@TIME
@MEMORY
@AS_JSON
@click.option("--out", type=OUT, help=TO_FILE)
def cost(file: Path, as_json: bool, out: Path | None, **asked: Any) -> int:
    """Print the lines, each with its interval, and what has no price and is not counted."""

    def work() -> int:
        wanted = Wanted(file, **asked)
        with limited(wanted.limit_s, wanted.limit_mb) as watch, bar(_("Simulating")) as shown:
            base = _base(wanted)
            compared = compare(base, {}, _frame(wanted), progress=shown, stop=watch)
        lines = {key[1]: each for key, each in compared.base.figures.items() if key[0] == "cost"}
        if as_json:
            form = {
                "currency": compared.currency,
                "replications": compared.replications,
                "lines": {name: asdict(each) for name, each in lines.items()},
                "without_price": list(compared.base.missing),
            }
            return give(json.dumps(form, ensure_ascii=False, indent=1) + "\n", out)
        set_up_django()
        from cellpark.base.study_words import figure_name

        told_lines = [say(_("cost of a patient treated, in %(currency)s")) % {"currency": compared.currency}]
        told_lines += [f"  {figure_name(('cost', name)):<44} {between(each, 1, 2):>28}" for name, each in lines.items()]
        if compared.base.missing:
            names = ", ".join(compared.base.missing)
            told_lines.append(say(_("without a price, and not counted: %(names)s")) % {"names": names})
        return give("".join(f"{line}\n" for line in told_lines), out)

    return told(work)


def _base(wanted: Wanted) -> Base:
    """The plant of the case; without a file of costs only materials have a price."""
    case = case_of(wanted.file)
    product = product_of(case, wanted.recipe)
    base = base_of(case, product)
    return base if base.prices is not None else Base(base.plant, base.made, Prices(product.plan.currency))


def _frame(wanted: Wanted) -> Frame:
    return Frame(
        days=wanted.days,
        warm_up=wanted.warm_up,
        replications=wanted.replications,
        precision=wanted.precision / 100,
        seed=wanted.seed,
        workers=wanted.workers,
        compute=load_environment().compute,
    )
