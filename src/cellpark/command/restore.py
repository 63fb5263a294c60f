"""``cellpark restore``: fill an empty database from a backup, and prove that it is the same site."""

from contextlib import ExitStack, closing
from pathlib import Path

import click
import psycopg

from cellpark.command.archive.keys import put_keys
from cellpark.command.archive.loader import compare, load, refuse_filled, set_sequences
from cellpark.command.archive.manifest import CHECKPOINT, Manifest
from cellpark.command.archive.reader import Reader
from cellpark.command.archive.tables import KEY_TABLES, be_plain, read_tables
from cellpark.command.language import say
from cellpark.command.progress import bar
from cellpark.command.site import database, set_up_django
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import Environment, load_environment
from cellpark.kernel.problem import Problem, Refused
from cellpark.runtime.locks import FileLock
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.problem import CannotStart

WITHOUT_KEYS = _(
    "No file of keys was given: the site will sign with a new key, which witnesses must accept, and encrypted personal "
    "fields stay unreadable. If you have the file, restore into an empty folder with --keys before anybody signs in."
)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("restore", cls=SpokenCommand, help=_("Fill an empty database from a backup and prove the result."))
@click.argument("file", type=FILE)
@click.option("--keys", type=FILE, help=_("The file of keys that was written with the backup."))
@click.option("--trusted-key", "trusted", multiple=True, help=_("A public key that must have signed the backup."))
@click.option("--check", is_flag=True, help=_("Check the file and stop: nothing is restored."))
def command(file: Path, keys: Path | None, trusted: tuple[str, ...], check: bool) -> None:
    """Verify the whole file first; then load, compare and verify the ledger. A restore that fails leaves nothing."""
    environment = load_environment()
    with ExitStack() as stack:
        reader = stack.enter_context(Reader(file))
        key_reader = stack.enter_context(Reader(keys)) if keys is not None else None
        _verify(reader, key_reader, trusted)
        if check:
            return
        if reader.manifest.site != environment.site:
            values = {"site": reader.manifest.site, "expected": environment.site}
            raise Refused(Problem("backup.site_differs", values, rule="T17"))
        environment.places.make()
        lock = stack.enter_context(FileLock(environment.places.run / "serve.lock"))
        if not lock.try_exclusive():
            raise CannotStart("already_running", folder=str(environment.var), pid="?")
        if key_reader is not None:
            put_keys(key_reader, environment.places)
        restore(environment, reader, key_reader)
    click.echo(say(_("Restored and proved: rows, hashes, ledger and root are those of the backup.")))
    if keys is None:
        click.echo(say(WITHOUT_KEYS), err=True)


def _verify(reader: Reader, key_reader: Reader | None, trusted: tuple[str, ...]) -> None:
    with bar(_("Checking the file")) as told:
        signed = reader.verify(trusted, told)
    manifest = reader.manifest
    values = {"site": manifest.site, "made_at": manifest.made_at, "version": manifest.version}
    click.echo(say(_("Backup of %(site)s, made at %(made_at)s by version %(version)s; every part is whole.")) % values)
    for vkey in signed:
        click.echo(say(_("Signed by %(vkey)s")) % {"vkey": vkey})
    if manifest.kind != "site":
        raise Refused(Problem("backup.manifest", rule="T17"))
    if key_reader is None:
        return
    key_reader.verify(trusted or signed)
    if (key_reader.manifest.kind, key_reader.manifest.backup) != ("keys", manifest.backup):
        made_at = key_reader.manifest.made_at
        raise Refused(Problem("backup.keys_of_another", {"made_at": made_at}, rule="T17"))


def restore(environment: Environment, reader: Reader, key_reader: Reader | None) -> None:
    """Load everything in one transaction, compare, then verify the ledger; on any fault empty the database again."""
    with database():
        set_up_django()
        from cellpark.command.schema import bring_up_to_date, migrate_to

        if not environment.owner_url:
            raise CannotStart("owner_missing")
        migrate_to(reader.manifest.migrations)
        with psycopg.connect(environment.owner_url) as connection:
            be_plain(connection)
            tables = read_tables(connection)
            refuse_filled(connection, tables)
            with bar(_("Loading")) as told:
                load(connection, reader, [table for table in tables if table.name not in KEY_TABLES], told)
            if key_reader is not None:
                load(connection, key_reader, [table for table in tables if table.name in KEY_TABLES], lambda *_: None)
            set_sequences(connection, reader.manifest)
            with bar(_("Comparing")) as told:
                compare(connection, reader.manifest, tables, told)
        try:
            bring_up_to_date(environment)
            _prove(reader)
            _files(reader, environment)
        except BaseException:
            _empty(environment)
            raise
        finally:
            from django.db import connections

            connections.close_all()


def _prove(reader: Reader) -> None:
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.ledger.public import SignedNote, seal_all, verify

    manifest: Manifest = reader.manifest
    with use_scope(EVERYTHING):
        seal_all()  # in another server transaction ids begin anew; the sealer starts a new mark here
    trusted = [SignedNote.parse(reader.text(CHECKPOINT))] if manifest.tree_size else []
    with bar(_("Checking entries")) as told:
        report = verify(jobs=1, trusted=trusted, progress=told)
    if not report.is_sound or report.sealed < manifest.tree_size:
        raise Refused(Problem("backup.ledger_differs", rule="T17"), *(fault.problem for fault in report.faults))


def _files(reader: Reader, environment: Environment) -> None:
    folder = environment.var / "files"
    for name in reader.manifest.parts:
        if not name.startswith("files/"):
            continue
        path = folder / name.removeprefix("files/")
        if not path.resolve().is_relative_to(folder.resolve()):
            raise Refused(Problem("backup.part_unknown", {"part": name}, rule="T17"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(reader.blocks(name)))


def _empty(environment: Environment) -> None:
    """Take everything away again: half a site must not look like a site."""
    from django.db import connections

    connections.close_all()
    with closing(psycopg.connect(environment.owner_url, autocommit=True)) as connection:
        tables = connection.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        ).fetchall()
        for (name,) in tables:
            connection.execute(f"DROP TABLE IF EXISTS {name} CASCADE")
