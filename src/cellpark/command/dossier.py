"""``cellpark dossier``: everything about a batch in one file, and its check."""

from pathlib import Path
from uuid import UUID

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import current_language, say
from cellpark.command.site import set_up_django, site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.command.whole import write_whole
from cellpark.runtime.marking import gettext_noop as _

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
command = SpokenGroup(name="dossier", help=_("Everything about a batch in one file that verifies without us."))


@command.command("build", cls=SpokenCommand, help=_("Assemble the dossier of a batch (its id or its number)."))
@click.argument("batch")
@click.option("--out", type=OUT, required=True, help=_("Write the zip to this file."))
def build_dossier(batch: str, out: Path) -> int:
    """Print what it holds; end with 1 where there is no such batch."""
    with site():
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.batches.public import Batch
        from cellpark.dossier.public import build

        with use_scope(EVERYTHING):
            named = {"id": UUID(batch)} if _is_uuid(batch) else {"number": batch}
            found = list(Batch.objects.filter(**named)[:2])
            if len(found) != 1:
                click.echo(say(_("There is no one batch “%(batch)s”.")) % {"batch": batch}, err=True)
                return ExitCode.REFUSED
            data = build(found[0].id)
    write_whole(out, data)
    click.echo(say(_("%(file)s: %(bytes)s bytes.")) % {"file": out, "bytes": len(data)})
    return ExitCode.DONE


@command.command("verify", cls=SpokenCommand, help=_("Check a dossier or an export; needs no site and no database."))
@click.argument("file", type=FILE)
@click.option("--key", help=_("The key that the site published; without it the key inside is used."))
def verify_dossier(file: Path, key: str | None) -> int:
    """Run the program that travels in every export; end with 1 when anything does not fit."""
    set_up_django()
    from cellpark.ledger.public import verifier

    language = "zh" if current_language() == "zh-hans" else "en"
    arguments = [str(file), "--lang", language, *(["--key", key] if key else [])]
    # 3: sound, but only against the key inside the file, which the output says
    return ExitCode.DONE if verifier().main(arguments) in (0, 3) else ExitCode.REFUSED


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
