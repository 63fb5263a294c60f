"""``cellpark ledger``: check, sign and prove the ledger."""

import json
from base64 import b64encode
from pathlib import Path
from uuid import UUID

import click

from cellpark.command import witness
from cellpark.command.exit_code import ExitCode
from cellpark.command.language import say
from cellpark.command.progress import bar
from cellpark.command.refusal import sentences
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand, SpokenGroup
from cellpark.runtime.marking import gettext_noop as _

NOTE = click.Path(exists=True, dir_okay=False, path_type=Path)
command = SpokenGroup(name="ledger", help=_("Check, sign and prove the ledger."))


@command.command("verify", cls=SpokenCommand, help=_("Check every byte, every stream, the tree and all checkpoints."))
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help=_("Processes to share the work.")
)
@click.option("--checkpoint", "notes", type=NOTE, multiple=True, help=_("A checkpoint that somebody else kept."))
def verify(jobs: int, notes: tuple[Path, ...]) -> int:
    """Print what was checked and every kind of fault; end with 1 when anything is wrong."""
    with site():
        from cellpark.ledger.public import SignedNote
        from cellpark.ledger.public import verify as verify_ledger

        trusted = [SignedNote.parse(path.read_bytes()) for path in notes]
        with bar(_("Checking entries")) as told:
            report = verify_ledger(jobs=jobs, trusted=trusted, progress=told)
        counts = {"events": report.events, "streams": report.streams, "seconds": f"{report.seconds:.1f}"}
        click.echo(say(_("%(events)s entries in %(streams)s streams checked in %(seconds)s s.")) % counts)
        sealed = {"sealed": report.sealed, "checkpoints": report.checkpoints, "root": b64encode(report.root).decode()}
        click.echo(say(_("%(sealed)s sealed, %(checkpoints)s checkpoints, root %(root)s.")) % sealed)
        if report.is_sound:
            click.echo(say(_("Nothing is wrong.")))
            return ExitCode.DONE
        for line in sentences(fault.problem for fault in report.faults):
            click.echo(line, err=True)
        click.echo(say(_("%(count)s faults.")) % {"count": sum(report.fault_counts.values())}, err=True)
        return ExitCode.REFUSED


@command.command("checkpoint", cls=SpokenCommand, help=_("Seal what is waiting, sign the tree, print the checkpoint."))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=_("Write it to this file as well."))
def checkpoint(out: Path | None) -> int:
    """The printed note is what leaves the house."""
    with site():
        from cellpark.base.actor import Actor
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.ledger.public import checkpoint_note, make_checkpoint, make_site_keys, seal_all

        actor = Actor.system("checkpoint")
        make_site_keys(actor=actor)
        with use_scope(EVERYTHING):
            with bar(_("Sealing entries")) as told:
                seal_all(progress=lambda size: told(size, size))
            made = make_checkpoint(actor=actor)
            if made is None:
                click.echo(say(_("The ledger is empty: there is nothing to sign.")), err=True)
                return ExitCode.REFUSED
            note = checkpoint_note(made)
    if out is not None:
        out.write_text(note, encoding="utf-8")
    click.echo(note, nl=False)
    return ExitCode.DONE


@command.command("prove", cls=SpokenCommand, help=_("Print the proof that one entry belongs to the ledger, as JSON."))
@click.argument("event", type=click.UUID)
def prove(event: UUID) -> int:
    """The entry's bytes, its place, the hashes up to the root, and the last checkpoint."""
    with site():
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.ledger.public import checkpoint_note, get_event, inclusion_proof, last_checkpoint

        with use_scope(EVERYTHING):
            found, last = get_event(event), last_checkpoint()
            if found is None:
                click.echo(say(_("There is no entry %(event)s.")) % {"event": event}, err=True)
                return ExitCode.REFUSED
            covered = last is not None and hasattr(found, "leaf") and found.leaf.seq < last.size
            proof = inclusion_proof(found, size=last.size if last is not None and covered else None)
            note = checkpoint_note(last) if last is not None and covered else None
    value = {
        "event": b64encode(bytes(found.payload)).decode(),
        "leaf_hash": proof.leaf.hex(),
        "index": proof.index,
        "size": proof.size,
        "root": proof.root.hex(),
        "path": [step.hex() for step in proof.path],
        "checkpoint": note,
    }
    click.echo(json.dumps(value, indent=1))
    return ExitCode.DONE


@command.command(
    "rebuild", cls=SpokenCommand, help=_("Make every table that follows from the ledger again and compare.")
)
@click.option("--check", is_flag=True, required=True, help=_("Compare only; nothing is changed."))
def rebuild(check: bool) -> int:
    """Fold all streams into a scratch schema and compare row for row; end with 1 when a row differs."""
    assert check, "click requires the flag"
    with site():
        from cellpark.ledger.public import check_rebuild

        with bar(_("Making tables again")) as told:
            result = check_rebuild(progress=told)
    for table, rows in result.rows.items():
        click.echo(say(_("%(table)s: %(rows)s rows made again.")) % {"table": table, "rows": rows})
    for difference in result.differences:
        text = say(KINDS[difference.kind])
        values = {"table": difference.table, "key": difference.key, "columns": ", ".join(difference.columns)}
        click.echo(text % values, err=True)
    if result.differences:
        return ExitCode.REFUSED
    click.echo(say(_("Every row is what the ledger says.")))
    return ExitCode.DONE


command.add_command(witness.command)
KINDS = {
    "unexpected": _("%(table)s %(key)s is in the table, but not in the ledger."),
    "missing": _("%(table)s %(key)s is in the ledger, but not in the table."),
    "differs": _("%(table)s %(key)s differs from the ledger in: %(columns)s."),
}
