"""``cellpark plan learn``: fit the overlay of a recipe anew to the batches that were executed."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from cellpark.command.language import say
from cellpark.command.plan.limits import AS_JSON, told
from cellpark.command.recipe_files import OUT, give
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.learning import PRIOR, changed_lines
from cellpark.runtime.marking import gettext_noop as _

if TYPE_CHECKING:
    from cellpark.base.actor import Actor
    from cellpark.planning.living.learned import Compared

FORMAT = "cellpark.learned/1"
WHATS = {
    "work": _("work, h"),
    "wait": _("waiting, h"),
    "chance": _("chance"),
    "fails": _("fails"),
    "out": _("out of specification"),
    "rounds": _("rounds"),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What was compared, and as which edition it was kept."""

    compared: "Compared"
    edition: str = ""


@click.command(
    "learn",
    cls=SpokenCommand,
    help=_("Fit the planning overlay of a recipe anew to its executed batches; the signed recipe stays as it is."),
)
@click.argument("recipe")
@click.option("--organisation", type=click.UUID, help=_("Whose batches, where several have the recipe."))
@click.option(
    "--prior",
    type=click.FloatRange(0.01, 10_000),
    default=PRIOR,
    show_default=True,
    help=_("As how many batches what was said before counts."),
)
@click.option("--keep-by", help=_("Keep it as an edition in the name of this person (e-mail address)."))
@click.option("--reason", default="", help=_("With --keep-by: why it is kept."))
@AS_JSON
@click.option("--out", type=OUT, help=_("Write the new overlay to this file."))
def command(
    recipe: str,
    organisation: UUID | None,
    prior: float,
    keep_by: str | None,
    reason: str,
    as_json: bool,
    out: Path | None,
) -> int:
    """Print old and new numbers beside each other, with the number of observations and how well they fit."""

    def work() -> int:
        with site():
            found = _learned(recipe, organisation, prior, keep_by, reason)
        if out is not None:
            give(found.compared.text, out)
        if as_json:
            return give(json.dumps(_form(found), ensure_ascii=False, indent=1) + "\n", None)
        return give("".join(f"{line}\n" for line in _lines(found)), None)

    return told(work)


def _learned(mbr: str, organisation: UUID | None, prior: float, keep_by: str | None, reason: str) -> _Found:
    from cellpark.base.scope import EVERYTHING, Scope, use_scope
    from cellpark.planning.living.learned import compare
    from cellpark.recipes.public import approved_versions, keep_overlay

    with use_scope(EVERYTHING):
        rows = approved_versions().filter(recipe__mbr=mbr)
        versions = list(rows if organisation is None else rows.filter(organisation_id=organisation))
    if len(versions) != 1:
        raise Refused(Problem("planning.learn.no_recipe", {"recipe": mbr}))
    version = versions[0]
    with use_scope(Scope(frozenset({version.organisation_id}))):
        found = compare(version, prior=prior)
        if keep_by is None:
            return _Found(found)
        kept = keep_overlay(
            actor=_keeper(keep_by, version.organisation_id),
            recipe_id=version.recipe_id,
            text=found.text,
            batches=list(found.learned.batches),
            based_on=found.based_on,
            reason=reason,
        )
        return _Found(found, kept.name)


def _keeper(email: str, organisation_id: UUID) -> "Actor":
    from cellpark.access.public import actor_for, running_memberships
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.identity.public import Person

    with use_scope(EVERYTHING):
        person = Person.objects.filter(email__iexact=email).first()
        memberships = [] if person is None else running_memberships(person.id)
        if person is None or all(each.organisation_id != organisation_id for each in memberships):
            raise Refused(Problem("planning.learn.nobody", {"email": email}))
        return actor_for(person.id, organisation_id, memberships, channel="command")


def _lines(found: _Found) -> Iterator[str]:
    learned = found.compared.learned
    yield say(_("%(count)s batches, compared with %(name)s")) % {
        "count": len(learned.batches),
        "name": found.compared.before,
    }
    yield say(_("number, of what: observations, old, new (its interval), how well the old and the new one fit"))
    changed = set(changed_lines(learned.lines))
    for each in learned.lines:
        mark = "*" if each in changed else " "
        fits = " ".join("    -" if fit is None else f"{fit:5.2f}" for fit in (each.fit_old, each.fit_new))
        yield (
            f"{mark} {say(WHATS[each.what]):<22} {each.name:<16} {each.observations:>5} {each.old:>9.3f}"
            f" {each.new:>9.3f} ({each.low:.3f} - {each.high:.3f})  {fits}"
        )
    yield say(_("* differs by more than its interval, and enough to be seen in a plan: %(count)s")) % {
        "count": len(changed)
    }
    if found.edition:
        yield say(_("kept as %(name)s")) % {"name": found.edition}


def _form(found: _Found) -> dict[str, object]:
    return {
        "format": FORMAT,
        "before": found.compared.before,
        "kept": found.edition or None,
        "batches": list(found.compared.learned.batches),
        "lines": [asdict(each) for each in found.compared.learned.lines],
        "sha256": found.compared.sha256,
    }
