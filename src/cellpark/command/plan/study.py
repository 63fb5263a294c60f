"""``cellpark plan study``: what changes of a plant would bring, side by side, with a tornado of what matters most."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from cellpark.command.language import say
from cellpark.command.plan.files import beside
from cellpark.command.plan.limits import AS_JSON, MEMORY, TIME, limited, told
from cellpark.command.plan.studied import WORKERS, between
from cellpark.command.progress import bar
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.refusal import sentences
from cellpark.command.site import set_up_django
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import load_environment
from cellpark.planning.simulation.statistics import Estimate
from cellpark.planning.studying import Asked, Bar, Compared, Found, Key, compare, read_study, tornado
from cellpark.planning.studying.comparing import MEAN
from cellpark.planning.studying.goods import TOTAL
from cellpark.planning.studying.tornado import changes_of
from cellpark.runtime.marking import gettext_noop as _

FORMAT = "cellpark.study-result/1"
SHARES = {"share", "use"}
PERCENT = 100.0
SHOWN = 0.005
"""What is used less, and waited for less, is left out of the table of a person; programs are told everything."""
TORNADO_OF: tuple[Key, ...] = (MEAN, ("cost", TOTAL))
REPLICATIONS = click.option(
    "--replications", type=click.IntRange(2, 10_000), help=_("How often, at most, instead of what the file says.")
)
SEED = click.option("--seed", type=click.IntRange(0), help=_("Another seed than that of the file."))


@click.command(
    "study",
    cls=SpokenCommand,
    help=_("Compare changes of a plant with it as it is (cellpark.study/1); Ctrl-C ends it with what was found."),
)
@click.argument("file", type=FILE)
@REPLICATIONS
@SEED
@WORKERS
@TIME
@MEMORY
@AS_JSON
@click.option("--out", type=OUT, help=TO_FILE)
def study(
    file: Path,
    replications: int | None,
    seed: int | None,
    workers: int,
    limit_s: float,
    limit_mb: int,
    as_json: bool,
    out: Path | None,
) -> int:
    """Print the figures of the base, the differences of each change, and the tornado, each with its interval."""

    def work() -> int:
        with limited(limit_s, limit_mb) as watch, bar(_("Simulating")) as shown:
            asked = read_study(file.read_bytes(), lambda name: beside(file.parent, name))
            frame = replace(asked.frame, workers=workers, compute=load_environment().compute)
            if replications is not None:
                frame = replace(frame, replications=replications)
            if seed is not None:
                frame = replace(frame, seed=seed)
            plants = {**asked.changes, **changes_of(asked.ranges)}
            found = compare(asked.base, plants, frame, progress=shown, stop=watch)
        if as_json:
            return give(json.dumps(_form(asked, found), ensure_ascii=False, indent=1) + "\n", out)
        set_up_django()
        return give("".join(f"{line}\n" for line in _lines(asked, found)), out)

    return told(work)


def _lines(asked: Asked, found: Compared) -> Iterator[str]:
    if asked.name:
        yield asked.name
    yield say(_("%(count)s replications of each plant")) % {"count": found.replications}
    if not found.enough:
        yield say(_("It ended before everything was known as well as was asked."))
    yield from figure_lines(found.base, found.currency)
    for name in asked.changes:
        yield ""
        yield from _change(name, found.changes[name])
    for key in TORNADO_OF:
        if asked.ranges and key in found.base.figures:
            yield ""
            yield from _tornado(tornado(found, tuple(asked.ranges), key), key)


def figure_lines(found: Found, currency: str | None) -> Iterator[str]:
    """The figures of a plant by kind; then what has no price."""
    from cellpark.base.study_words import KINDS, figure_name

    kind = ""
    for key, each in found.figures.items():
        if _small(key, each):
            continue
        if key[0] != kind:
            kind = key[0]
            yield f"{KINDS[kind]}{f' ({currency})' if kind == 'cost' else ''}:"
        yield f"  {figure_name(key):<44} {_shown(key, each):>28}"
    if found.missing and currency is not None:
        yield say(_("without a price, and not counted: %(names)s")) % {"names": ", ".join(found.missing)}
    elif currency is None:
        yield say(_("The case names no costs: nothing is said of money."))


def _change(name: str, found: Found) -> Iterator[str]:
    from cellpark.base.study_words import KINDS, figure_name

    yield say(_("“%(name)s”, difference to the plant as it is:")) % {"name": name}
    for line in sentences(found.problems):
        yield f"  {line}"
    for key, each in found.differences.items():
        # a difference whose interval holds nought is not told to a person: it may be chance
        if key[0] not in {"use", "hours waited for"} and abs(each.mean) > each.half_width:
            yield f"  {KINDS[key[0]]}, {figure_name(key)}: {_shown(key, each, sign='+')}"
    if not found.problems and all(abs(each.mean) <= each.half_width for each in found.differences.values()):
        yield "  " + say(_("Nothing that could be told from chance."))


def _tornado(bars: tuple[Bar, ...], key: Key) -> Iterator[str]:
    from cellpark.base.study_words import KINDS, figure_name

    yield say(_("What matters most for “%(figure)s”: low, high, from low to high")) % {
        "figure": f"{KINDS[key[0]]}, {figure_name(key)}"
    }
    for each in bars:
        parts = (each.low, each.high, each.swing)
        values = " ".join("-".rjust(24) if one is None else _shown(key, one, sign="+").rjust(24) for one in parts)
        yield f"  {each.name:<40} {values}"
        for line in sentences(each.problems):
            yield f"    {line}"


def _small(key: Key, found: Estimate) -> bool:
    if key[0] == "use":
        return found.mean < SHOWN
    return key[0] == "hours waited for" and found.mean < SHOWN


def _shown(key: Key, found: Estimate, *, sign: str = "") -> str:
    factor = PERCENT if key[0] in SHARES else 1.0
    unit = " %" if key[0] in SHARES else ""
    digits = 0 if key[0] == "a year" or key[1] == "a year" else 2
    if sign:
        return f"{found.mean * factor:+,.{digits}f} ± {found.half_width * factor:,.{digits}f}{unit}"
    return between(found, factor, digits) + unit


def _form(asked: Asked, found: Compared) -> dict[str, object]:
    return {
        "format": FORMAT,
        "name": asked.name,
        "replications": found.replications,
        "enough": found.enough,
        "confidence": found.confidence,
        "currency": found.currency,
        "base": found_form(found.base),
        "changes": {name: found_form(found.changes[name]) for name in asked.changes},
        "tornado": [
            {
                "figure": list(key),
                "bars": [_bar_form(each) for each in tornado(found, tuple(asked.ranges), key)],
            }
            for key in TORNADO_OF
            if asked.ranges and key in found.base.figures
        ],
    }


def found_form(found: Found) -> dict[str, object]:
    """A plant for programs: every figure by kind and name."""
    form: dict[str, object] = {"figures": _figures(found.figures.items())}
    if found.differences:
        form["differences"] = _figures(found.differences.items())
    if found.problems:
        form["problems"] = [{"code": each.code, **each.params} for each in found.problems]
    return form | {"without_price": list(found.missing)}


def _figures(found: Iterable[tuple[Key, Estimate]]) -> list[dict[str, object]]:
    return [{"kind": key[0], "name": key[1], **asdict(each)} for key, each in found]


def _bar_form(bar: Bar) -> dict[str, object]:
    def part(each: Estimate | None) -> dict[str, object] | None:
        return None if each is None else asdict(each)

    codes = [each.code for each in bar.problems]
    return {"name": bar.name, "low": part(bar.low), "high": part(bar.high), "swing": part(bar.swing), "problems": codes}
