"""``cellpark ledger witness``: what a sponsor or an inspector runs, on a machine of their own, to vouch for the log."""

from datetime import UTC, datetime
from pathlib import Path

import click

from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.ledger.proof.keys import NotAKey, VerifierKey, check_name
from cellpark.ledger.proof.witness import Declined
from cellpark.ledger.witness.ask import ask
from cellpark.ledger.witness.folder import FolderUnreadable, WitnessFolder
from cellpark.ledger.witness.source import LogAddress, LogFiles, Source, SourceUnreadable
from cellpark.runtime.marking import gettext_noop as _

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
command = SpokenGroup(name="witness", help=_("Be a witness of somebody's ledger; needs no site of its own."))

DECLINED = {
    Declined.NOT_A_CHECKPOINT: _("Not cosigned: what was fetched is no checkpoint."),
    Declined.UNKNOWN_ORIGIN: _("Not cosigned: the checkpoint belongs to another ledger."),
    Declined.NOT_SIGNED_BY_THE_LOG: _("Not cosigned: the ledger's own signature is missing or false."),
    Declined.SMALLER_THAN_MY_HEAD: _(
        "Not cosigned: the ledger has fewer entries than the checkpoint of %(size)s that this witness cosigned last."
        " Entries are gone. Keep this folder and ask the house for an explanation."
    ),
    Declined.NOT_CONSISTENT: _(
        "Not cosigned: the ledger does not continue the checkpoint of %(size)s entries that this witness cosigned last."
        " Its history is another one. Keep this folder and ask the house for an explanation."
    ),
}


@command.command(
    "init", cls=SpokenCommand, help=_("Make a witness's folder with a fresh key, and print its public key.")
)
@click.option(
    "--folder", type=FOLDER, required=True, help=_("Where the witness keeps its key and its last checkpoint.")
)
@click.option("--name", required=True, help=_("The witness's name, such as sponsor.example."))
@click.option("--log-key", "vkeys", multiple=True, required=True, help=_("A public key of the ledger, from its house."))
@click.option("--origin", help=_("The ledger's name, when it is not the name of its first key."))
def init(folder: Path, name: str, vkeys: tuple[str, ...], origin: str | None) -> int:
    """The printed line is what the house registers."""
    try:
        keys = [VerifierKey.parse(vkey) for vkey in vkeys]
        made = WitnessFolder.create(folder, name=check_name(name), origin=origin or keys[0].name, log_keys=keys)
    except NotAKey as error:
        click.echo(say(_("This is no key: %(reason)s.")) % {"reason": error}, err=True)
        return ExitCode.WRONG_USE
    except FileExistsError:
        click.echo(say(_("A witness lives in %(folder)s already.")) % {"folder": folder}, err=True)
        return ExitCode.REFUSED
    click.echo(made.key.verifier.encode())
    return ExitCode.DONE


@command.command("cosign", cls=SpokenCommand, help=_("Check that the ledger only grew, cosign it, and print the line."))
@click.option(
    "--folder", type=FOLDER, required=True, help=_("Where the witness keeps its key and its last checkpoint.")
)
@click.option("--log", "address", help=_("The address of the ledger's site."))
@click.option("--checkpoint", type=FILE, help=_("The checkpoint as a file, instead of an address."))
@click.option("--proof", type=FILE, help=_("The consistency proof as a file, from the last checkpoint to this one."))
@click.option("--out", type=FILE, help=_("Write the cosigned checkpoint to this file as well."))
def cosign(folder: Path, address: str | None, checkpoint: Path | None, proof: Path | None, out: Path | None) -> int:
    """End with 1 when the ledger is not what it was; nothing is cosigned then."""
    if (address is None) == (checkpoint is None):
        click.echo(say(_("Give either --log or --checkpoint.")), err=True)
        return ExitCode.WRONG_USE
    source: Source = LogAddress(address or "") if checkpoint is None else LogFiles(checkpoint, proof)
    try:
        witness = WitnessFolder.read(folder)
        answer = ask(witness, source, at=datetime.now(UTC))
        if isinstance(answer, Declined):
            head = witness.head()
            click.echo(say(DECLINED[answer]) % {"size": head.size if head else 0}, err=True)
            return ExitCode.REFUSED
    except SourceUnreadable as error:
        click.echo(say(_("The ledger cannot be read: %(reason)s.")) % {"reason": error}, err=True)
        return ExitCode.REFUSED
    except FolderUnreadable as error:
        click.echo(say(_("The witness's folder cannot be read: %(path)s.")) % {"path": error}, err=True)
        return ExitCode.REFUSED
    if answer.before is None:
        click.echo(say(_("First time: trusted as it is, %(size)s entries.")) % {"size": answer.size}, err=True)
    else:
        values = {"before": answer.before, "size": answer.size}
        click.echo(say(_("The ledger only grew, from %(before)s to %(size)s entries.")) % values, err=True)
    if out is not None:
        out.write_text(answer.note.encode(), encoding="utf-8")
    click.echo(answer.line.encode(), nl=False)
    return ExitCode.DONE
