"""``cellpark backup``: one file that proves itself, written while the site runs."""

from contextlib import closing
from pathlib import Path
from uuid import UUID

import click

from cellpark.command.archive.keys import key_files
from cellpark.command.archive.manifest import CHECKPOINT, Kind, Manifest
from cellpark.command.archive.tables import KEY_TABLES, Connection, read_migrations, read_sequences, read_tables
from cellpark.command.archive.writer import Writer, snapshot
from cellpark.command.language import say
from cellpark.command.progress import Told, bar
from cellpark.command.site import site
from cellpark.command.spoken import SpokenCommand
from cellpark.config.environment import Environment
from cellpark.runtime.marking import gettext_noop as _
from cellpark.runtime.problem import CannotStart

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup", cls=SpokenCommand, help=_("Write the whole site into one file that proves itself."))
@click.argument("file", type=FILE)
@click.option("--keys", type=FILE, help=_("Write the keys into this second file; keep it apart from the backup."))
def command(file: Path, keys: Path | None) -> None:
    """Sign a checkpoint, then copy one view of the database; pages and jobs go on meanwhile."""
    with site() as environment:
        if not environment.owner_url:
            raise CannotStart("owner_missing")
        with bar(_("Copying")) as told:
            manifest = write_backup(environment, file, keys, told)
    rows = sum(part.rows for part in manifest.parts.values())
    values = {"file": file, "rows": rows, "tables": sum(1 for part in manifest.parts.values() if part.columns)}
    click.echo(say(_("%(rows)s rows of %(tables)s tables are in %(file)s.")) % values)
    root = {"size": manifest.tree_size, "root": manifest.root}
    click.echo(say(_("The ledger's root at %(size)s entries is %(root)s.")) % root)
    if keys is None:
        click.echo(say(_("No keys were written: without --keys, personal data in this backup stays unreadable.")))
    else:
        click.echo(say(_("The keys are in %(keys)s. Keep that file apart from the backup.")) % {"keys": keys})


def write_backup(environment: Environment, file: Path, keys: Path | None, progress: Told) -> Manifest:
    """Write both files, or neither; returns the backup's list of contents."""
    from cellpark.base.actor import Actor
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.base.time import now
    from cellpark.kernel.identifier import time_ordered_id
    from cellpark.ledger.public import make_checkpoint, make_site_keys, seal_all

    actor = Actor.system("backup")
    signers = make_site_keys(actor=actor)[:1]
    with use_scope(EVERYTHING):
        seal_all()
        make_checkpoint(actor=actor)
    identity = time_ordered_id(now())
    writers = [Writer(file)]
    try:
        if keys is not None:
            writers.append(Writer(keys))
        with closing(snapshot(environment.owner_url)) as connection:
            manifests = [_site(connection, writers[0], environment, identity, progress)]
            if keys is not None:
                manifests.append(_keys(connection, writers[1], environment, identity))
        from cellpark.command.archive.seal import sign

        for writer, manifest in zip(writers, manifests, strict=True):
            writer.finish(manifest, sign(manifest.encode(), signers))
    except BaseException:
        for writer in writers:
            writer.abandon()
        raise
    return manifests[0]


def _site(connection: Connection, writer: Writer, environment: Environment, identity: UUID, progress: Told) -> Manifest:
    tables = [table for table in read_tables(connection) if table.name not in KEY_TABLES]
    for done, table in enumerate(tables):
        progress(done, len(tables))
        writer.add_table(connection, table)
    note = connection.execute("SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    writer.add(CHECKPOINT, [note[0].encode()] if note else [])
    files = environment.var / "files"
    for path in sorted(files.rglob("*")) if files.is_dir() else []:
        if path.is_file():
            writer.add(f"files/{path.relative_to(files).as_posix()}", [path.read_bytes()])
    return _manifest("site", connection, writer, environment, identity)


def _keys(connection: Connection, writer: Writer, environment: Environment, identity: UUID) -> Manifest:
    for table in read_tables(connection):
        if table.name in KEY_TABLES:
            writer.add_table(connection, table)
    for name, data in key_files(environment.places):
        writer.add(name, [data])
    return _manifest("keys", connection, writer, environment, identity)


def _manifest(kind: Kind, connection: Connection, writer: Writer, environment: Environment, identity: UUID) -> Manifest:
    import cellpark
    from cellpark.base.time import now

    last = connection.execute("SELECT size, root FROM ledger_checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    size, root = last or (0, b"")
    return Manifest(
        kind=kind,
        backup=str(identity),
        site=environment.site,
        made_at=now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        version=cellpark.__version__,
        tree_size=size,
        root=bytes(root).hex(),
        migrations=tuple((app, name) for app, name in read_migrations(connection)),
        sequences=read_sequences(connection) if kind == "site" else {},
        parts=dict(writer.parts),
    )
