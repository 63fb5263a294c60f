"""``cellpark export``: an organisation leaves with everything."""

from pathlib import Path
from uuid import UUID

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.command.whole import write_whole
from cellpark.runtime.marking import gettext_noop as _

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
command = SpokenGroup(name="export", help=_("Take everything home."))


@command.command(
    "organisation",
    cls=SpokenCommand,
    help=_("Write every table, document, raw file and record of an organisation into zips that verify themselves."),
)
@click.argument("organisation", type=click.UUID)
@click.option("--out", type=OUT, required=True, help=_("Write the zip to this file; further parts get numbers."))
def organisation(organisation: UUID, out: Path) -> int:
    """Print every part; end with 1 where there is no such organisation."""
    with site():
        from cellpark.base.actor import Actor
        from cellpark.base.scope import EVERYTHING, Scope, use_scope
        from cellpark.dossier.public import export_organisation, patients_file
        from cellpark.identity.public import Organisation

        with use_scope(EVERYTHING):
            try:
                parts = export_organisation(actor=Actor.system("export"), organisation_id=organisation)
                for number, data in enumerate(parts, 1):
                    path = out if number == 1 else out.with_stem(f"{out.stem}-{number}")
                    write_whole(path, data)
                    click.echo(say(_("%(file)s: %(bytes)s bytes.")) % {"file": path, "bytes": len(data)})
                with use_scope(Scope(frozenset({organisation}))):
                    listed = patients_file(actor=Actor.system("export"), organisation_id=organisation)
                if listed is not None:
                    beside = out.with_name(f"{out.stem}-patients.csv")
                    write_whole(beside, listed)
                    click.echo(say(_("%(file)s: %(bytes)s bytes.")) % {"file": beside, "bytes": len(listed)})
            except Organisation.DoesNotExist:
                said = say(_("There is no organisation %(organisation)s."))
                click.echo(said % {"organisation": organisation}, err=True)
                return ExitCode.REFUSED
    return ExitCode.DONE
