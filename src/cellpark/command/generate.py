"""``cellpark generate park``: a large fictional park, to try and to measure a site before a real one is in it."""

import secrets

import click

from cellpark.command.examples import EXAMPLES, example_password
from cellpark.command.language import say
from cellpark.command.progress import bar
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

command = SpokenGroup(name="generate", help=_("Fictional data in bulk, to measure a site. Never for a site in use."))


@command.command(
    "park",
    cls=SpokenCommand,
    help=_(
        "A park: 20 rooms and 1,000 m2 for each company, five years of leases, the bills of the last months, and"
        " one manager who signs in."
    ),
)
@click.option("--companies", type=int, default=1_000, show_default=True, help=_("For so many companies."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("The same seed gives the same park."))
@click.option("--months", type=int, default=12, show_default=True, help=_("For so many months back bills are written."))
def park(companies: int, seed: int, months: int) -> None:
    """Bring the park in, part by part, by the acts of the house; what was brought in stays when it is interrupted."""
    with site() as environment:
        from cellpark.plays.public import MANAGER, grow_park, manager_email

        if environment.examples:
            password, words = example_password(environment.places), _("Sign in as %(email)s, password %(password)s.")
        else:
            password = secrets.token_urlsafe(12)
            words = _("Sign in as %(email)s, password %(password)s: write it down, it is shown this once.")

        with bar(_("Generating the park")) as told:

            def hear(part: str, done: int, total: int) -> None:
                # told at once: what was brought in stays when the rest is interrupted
                if part == MANAGER:
                    click.echo(say(words) % {"email": manager_email(seed), "password": password})
                told(done, total)

            made = grow_park(
                examples=EXAMPLES,
                companies=companies,
                seed=seed,
                billed_months=months,
                password=password,
                told=hear,
            )
    result = _(
        "%(rooms)s rooms with %(area)s m2, %(companies)s companies, %(leases)s leases, %(bills)s bills were made."
    )
    said = {"rooms": made.rooms, "area": made.area_gross_m2, "companies": made.companies, "leases": made.leases}
    click.echo(say(result) % {**said, "bills": made.bills})
