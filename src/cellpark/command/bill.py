"""``cellpark bill --until DAY``: bill every lease up to a day, once."""

from datetime import datetime
from uuid import UUID

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.progress import bar
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.runtime.marking import gettext_noop as _


@click.command(
    "bill", cls=SpokenCommand, help=_("Bill every lease up to and with a day, once; safe to repeat and to interrupt.")
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help=_("The last day that is billed."))
@click.option("--operator", type=click.UUID, help=_("The id of the park operator, where there are several."))
def command(until: datetime, operator: UUID | None) -> int:
    """As the page does it, here and now; a run that broke goes on."""
    with site():
        from cellpark.base.actor import Actor
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.billing.public import run_billing
        from cellpark.identity.public import Organisation, OrganisationKind

        with use_scope(EVERYTHING), bar(_("Billing leases")) as told:
            known = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).order_by("id")
            found = list(known if operator is None else known.filter(id=operator))
            if len(found) != 1:
                click.echo(say(_("Name the park operator by its id: there are %(count)s.")) % {"count": len(found)})
                return ExitCode.WRONG_USE
            run = run_billing(
                actor=Actor.system("billing"), until=until.date(), progress=told, organisation_id=found[0].id
            )
    said = {"bills": run.bills, "leases": run.done, "amount": f"{run.amount:,.2f}"}
    click.echo(say(_("%(bills)s bills of %(leases)s leases, %(amount)s CNY in all.")) % said)
    for each in run.failures:
        click.echo(say(_("Not billed: lease %(number)s (%(code)s)")) % each)
    return ExitCode.REFUSED if run.failures else ExitCode.DONE
