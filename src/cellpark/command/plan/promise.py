"""``cellpark plan promise``: when one more patient would be done, in a file or in the plan of this site."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.plan.files import given
from cellpark.command.plan.limits import AS_JSON, MEMORY, SEED, TIME, limited, told
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.facts import Job
from cellpark.planning.promising import slots
from cellpark.planning.scheduling import Asked, read_schedule, solve
from cellpark.runtime.marking import gettext_noop as _

if TYPE_CHECKING:
    from cellpark.planning.facts import Facts

TURNS, SHA_CHARACTERS = 1_000, 64
DAY_MINUTES = 1_440


@click.command(
    "promise",
    cls=SpokenCommand,
    help=_("Say when one more patient would be done: in facts or a case, or in the published plan of this site."),
)
@click.argument("file", type=FILE, required=False)
@click.option("--schedule", "plan", type=FILE, help=_("The plan of the file, as “plan schedule --json” wrote it."))
@click.option("--like", help=_("With a file: the batch like which one more is asked for (default: the first)."))
@click.option(
    "--day",
    type=click.IntRange(0, 1_000),
    default=1,
    show_default=True,
    help=_("Collected so many days after the file begins, or from now on."),
)
@click.option("--recipe", help=_("Without a file: the recipe by its number or SHA-256, where the plan has several."))
@click.option("--organisation", type=click.UUID, help=_("Without a file: whose plant, where there are several."))
@click.option(
    "--scenarios",
    type=click.IntRange(0, 100_000),
    default=0,
    show_default=True,
    help=_("Without a file: count how sure that is, over so many scenarios."),
)
@SEED
@TIME
@MEMORY
@AS_JSON
@click.option("--out", type=OUT, help=TO_FILE)
def promise(file: Path | None, limit_s: float, limit_mb: int, as_json: bool, out: Path | None, **asked: Any) -> int:
    """Print the slot; with scenarios also by when it is how sure."""

    def work() -> int:
        with limited(limit_s, limit_mb) as watch:
            if file is not None:
                form = _of_file(file, asked, watch)
            else:
                with site():
                    found = _of_site(asked)
                if found is None:
                    return ExitCode.WRONG_USE
                form = found
        if as_json:
            return give(json.dumps(form, ensure_ascii=False, indent=1) + "\n", out)
        return give("".join(f"{line}\n" for line in _lines(form)), out)

    return told(work)


def _lines(form: dict[str, Any]) -> list[str]:
    lines = [say(_("begins %(starts)s, done %(ends)s")) % {"starts": form["starts_at"], "ends": form["ends_at"]}]
    if form.get("stale"):
        lines.append(say(_("The plan is older than what was recorded since: %(names)s")) % {"names": form["stale"]})
    for share, time in form.get("by", {}).items():
        sure = f"{float(share):.0%}"
        if time is None:
            lines.append(say(_("never sure by %(share)s")) % {"share": sure})
        else:
            lines.append(
                say(_("done by %(time)s with %(share)s"))
                % {"time": f"{datetime.fromisoformat(time):%Y-%m-%d %H:%M}", "share": sure}
            )
    return lines


def _of_file(file: Path, asked: dict[str, Any], watch: Any) -> dict[str, Any]:
    found = given(file)
    like = _like(found.facts, asked["like"])
    if asked["plan"] is not None:
        made = read_schedule(asked["plan"].read_bytes())
    else:
        made = solve(found.facts, Asked(turns=TURNS, seed=asked["seed"], limit_s=watch.limit_s, stop=watch))
    release = asked["day"] * DAY_MINUTES // found.facts.unit_minutes
    slot = slots(found.facts, made, like).at(release=release)
    starts = min(each.start for each in slot.placed)
    return {"starts_at": found.at(starts).strip(), "ends_at": found.at(slot.end).strip()}


def _like(facts: "Facts", key: str | None) -> Job:
    """One more like a batch of the file, from its beginning. Raises ``Refused(planning.promise.unknown)``."""
    known = {each.key: each for each in facts.jobs}
    name = key or next(iter(known), "")
    if name not in known:
        raise Refused(Problem("planning.promise.unknown", {"name": name}))
    job = known[name]
    operations = tuple(replace(each, earliest=0, frozen=None) for each in job.operations)
    return replace(job, key=f"{name}+", operations=operations, due=None)


def _of_site(asked: dict[str, Any]) -> dict[str, Any] | None:
    """In the scope of the one organisation, as a planner of it sees it."""
    from cellpark.base.messages import explain
    from cellpark.base.scope import EVERYTHING, Scope, use_scope
    from cellpark.base.time import now
    from cellpark.plans import public as plans
    from cellpark.plans.public import PlanState

    wanted: UUID | None = asked["organisation"]
    with use_scope(EVERYTHING):
        rows = plans.Plan.objects.filter(state=PlanState.PUBLISHED)
        known = set(rows.values_list("organisation_id", flat=True))
    if not known:
        raise Refused(Problem("plans.promise.nothing_published"))
    found = sorted(known if wanted is None else known & {wanted}, key=str)
    if len(found) != 1:
        click.echo(say(_("Name the organisation by its id: there are %(count)s.")) % {"count": len(found)}, err=True)
        return None
    release: datetime = now() + timedelta(days=asked["day"])
    with use_scope(Scope(frozenset(found))):
        recipes = _recipes_of(found[0])
        recipe = _named(asked["recipe"], recipes)
        if recipe is None:
            said = {"recipes": ", ".join(sorted(set(recipes.values()))) or "-"}
            click.echo(say(_("Name the recipe with --recipe. The published plan has: %(recipes)s.")) % said, err=True)
            return None
        offered = plans.offer(found[0], recipe, release=max(release, now()))
        form: dict[str, Any] = {
            "starts_at": f"{offered.starts_at:%Y-%m-%d %H:%M}",
            "ends_at": f"{offered.ends_at:%Y-%m-%d %H:%M}",
            "stale": " ".join(explain(each).what for each in offered.standing.problems),
        }
        if asked["scenarios"]:
            said = {
                "recipe": recipe,
                "release": release.isoformat(),
                "scenarios": asked["scenarios"],
                "seed": asked["seed"],
            }
            counted = plans.count_chance(organisation_id=found[0], asked=said, watch=_Quiet())
            form |= {"by": counted["by"], "within_slot": counted["within_slot"], "released": counted["released"]}
    return form


class _Quiet:
    def progress(self, share: float) -> None:
        """Nobody watches."""

    def stop(self) -> bool:
        """Nobody ends it but its time."""
        return False


def _recipes_of(organisation: UUID) -> dict[str, str]:
    """The recipes of the published plan: the SHA-256 of each -> its number."""
    from cellpark.batches.public import plan_of
    from cellpark.plans import public as plans

    found = plans.published_plan(organisation)
    kept = set() if found is None else set(plans.beside_of(found.row).recipes.values())
    return {each: plan_of(each).recipe.mbr for each in kept}


def _named(said: str | None, recipes: dict[str, str]) -> str | None:
    """The one that was named, or the only one; a recipe that the plan does not have yet is named by its SHA-256."""
    if said is None:
        return next(iter(recipes)) if len(recipes) == 1 else None
    known = [sha for sha, number in recipes.items() if number == said]
    if len(known) == 1:
        return known[0]
    return said if len(said) == SHA_CHARACTERS else None
