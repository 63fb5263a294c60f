"""``cellpark migrate``: bring the database's schema to this program's."""

import click

from cellpark.command.language import say
from cellpark.command.site import reach, site
from cellpark.command.spoken import SpokenCommand
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.problem import CannotStart


@click.command("migrate", cls=SpokenCommand, help=_("Bring the database's tables and guards to this version."))
def command() -> None:
    """Run the missing migrations as the owning role; refuse a database of a newer version."""
    with site(migrated=False) as environment:
        from cellpark.command.schema import bring_up_to_date

        if not environment.owner_url:
            raise CannotStart("owner_missing")
        reach(environment.owner_url)
        count = bring_up_to_date(environment)
    if count:
        click.echo(say(_("%(count)s migrations ran; the guards are in place.")) % {"count": count})
    else:
        click.echo(say(_("Nothing to do: the database is up to date.")))
