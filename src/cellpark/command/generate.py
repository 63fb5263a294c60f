"""``cellpark generate park``: a large fictional park, to measure a site before real rooms are in it."""

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.progress import bar
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="generate", help=_("Fictional data in bulk, to measure a site. Never for a site in use."))


@command.command("park", cls=SpokenCommand, help=_("Buildings and rooms: 20 rooms and 1,000 m2 for each company."))
@click.option("--companies", type=click.IntRange(1), default=1_000, show_default=True, help=_("For so many companies."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("The same seed gives the same park."))
def park(companies: int, seed: int) -> int:
    """The rooms of the example operator, by the acts of the house; safe to repeat."""
    with site():
        from cellpark.base.actor import Actor
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.identity.public import Organisation, OrganisationKind
        from cellpark.premises.public import generate_premises

        with use_scope(EVERYTHING), bar(_("Generating rooms")) as told:
            operator = Organisation.objects.get(kind=OrganisationKind.OPERATOR, example=True)
            made = generate_premises(
                actor=Actor.system("generate"),
                organisation=operator.id,
                companies=companies,
                seed=seed,
                progress=lambda rooms: told(rooms, companies * 20),
            )
    click.echo(say(_("%(rooms)s rooms were made.")) % {"rooms": made})
    return ExitCode.DONE
