"""Databases for tests: one migrated template, copied for every worker and for every test that really commits."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from cellpark.base.guards import install_guards
from cellpark.runtime.locks import waiting_lock
from cellpark.runtime.places import places
from cellpark.runtime.provision import clone_database, connection_urls, create_database, drop_database

SOURCE = Path(__file__).resolve().parent.parent / "src" / "cellpark"
TEMPLATE = "template_"


def schema_digest() -> str:
    """A name for the present schema: it changes with any model, migration, guard or locked dependency."""
    files = [*SOURCE.glob("**/models/*.py"), *SOURCE.glob("**/migrations/*.py"), *SOURCE.glob("base/*.py")]
    files += SOURCE.glob("*/uses.py")  # guards that models of other apps take
    files += [SOURCE.parent.parent / "requirements.lock"]
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.exists():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def template_database(var: Path) -> str:
    """The migrated template, made once per schema, whichever worker comes first."""
    name = TEMPLATE + schema_digest()
    with waiting_lock(places(var).run / "template.lock", folder=var, seconds=300):
        existing = database_names(var)
        if f"{name}_ready" not in existing:
            for old in existing:
                if old.startswith(TEMPLATE):
                    drop_database(var, old)
            create_database(var, name)
            with connected_to(name):
                call_command("migrate", database="owner", verbosity=0, interactive=False)
                call_command("createcachetable", database="owner", verbosity=0)
                install_guards(connections["owner"])
            clone_database(var, template=name, database=f"{name}_ready")
    return f"{name}_ready"


def is_foreign(var: Path) -> bool:
    """Whether the tests stand on a server that was named to them instead of the embedded one."""
    return var == settings.CELLPARK_TEST_CLUSTER


def database_names(var: Path) -> list[str]:
    with psycopg.connect(connection_urls(var, "postgres").superuser) as connection:
        return [row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()]


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point both of Django's connections at database ``name``."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _point(dict.fromkeys(before, name))
    try:
        yield
    finally:
        _point(before)


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
