"""What simulate and cost have in common: a case, how much of it, and the report."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from cellpark.command.plan.files import case_of
from cellpark.command.plan.limits import TimeIsUp, limited
from cellpark.command.progress import bar
from cellpark.config.environment import load_environment
from cellpark.planning.simulation.from_recipe import PATIENT, Compiled, network_of
from cellpark.planning.simulation.public import Estimate, Report, Stop, Study
from cellpark.planning.simulation.public import simulate as run
from cellpark.planning.studying.file import product_of
from cellpark.runtime.marking import gettext_noop as _

DAY_HOURS = 24.0
RECIPE = click.option("--recipe", help=_("Which recipe, where the case names several."))
DAYS = click.option(
    "--days", type=click.IntRange(1, 36_500), default=365, show_default=True, help=_("Days that are counted.")
)
WARM_UP = click.option(
    "--warm-up",
    type=click.IntRange(0, 36_500),
    default=90,
    show_default=True,
    help=_("Days before them: the plant begins empty."),
)
REPLICATIONS = click.option(
    "--replications", type=click.IntRange(2), default=200, show_default=True, help=_("How often, at most.")
)
PRECISION = click.option(
    "--precision",
    type=click.FloatRange(0.01, 100),
    default=1.0,
    show_default=True,
    help=_("Enough when the interval of the mean time lies within so many percent of it."),
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help=_("Processes; they do not change the numbers."),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked on the command line."""

    file: Path
    recipe: str | None
    days: int
    warm_up: int
    replications: int
    precision: float
    seed: int
    workers: int
    limit_s: float
    limit_mb: int


def options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that both commands have."""
    for each in reversed((RECIPE, DAYS, WARM_UP, REPLICATIONS, PRECISION, WORKERS)):
        command = each(command)
    return command


def studied(wanted: Wanted) -> tuple[Compiled, Report]:
    """The network and what was found. Raises ``Refused``."""
    with limited(wanted.limit_s, wanted.limit_mb) as watch, bar(_("Simulating")) as shown:
        case = case_of(wanted.file)
        product = product_of(case, wanted.recipe)
        compiled = network_of(product.recipe, product.plan, case.plant)

        def progress(done: int) -> None:
            shown(done, wanted.replications)
            if watch():
                raise TimeIsUp

        begin = wanted.warm_up * DAY_HOURS
        study = Study(
            until=begin + wanted.days * DAY_HOURS,
            warm_up=begin,
            drain=True,
            replications=wanted.replications,
            seed=wanted.seed,
            stop=Stop(PATIENT, wanted.precision / 100),
            workers=wanted.workers,
            compute=load_environment().compute,
        )
        return compiled, run(compiled.network, study, progress=progress)


def between(found: Estimate, factor: float = 1.0, digits: int = 1) -> str:
    """A mean with half of its interval."""
    return f"{found.mean * factor:,.{digits}f} ± {found.half_width * factor:,.{digits}f}"
