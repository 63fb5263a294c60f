"""What most commands stand on: checked settings, a running database, and Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from cellpark.command.language import current_language
from cellpark.config.environment import Environment, load_environment
from cellpark.kernel.collector import without_collector
from cellpark.runtime.embedded import embedded
from cellpark.runtime.problem import CannotStart
from cellpark.runtime.provision import provision


def set_up_django() -> None:
    """Load Django's settings and apps, and speak the command line's language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cellpark.config.settings")
    import django
    from django.utils import translation

    from cellpark.base.translations import compile_catalogues

    compile_catalogues()
    with without_collector():
        django.setup()
    translation.activate(current_language())


def reach(url: str) -> None:
    """Raise ``CannotStart`` when no connection to ``url`` succeeds; the sentence never shows a password."""
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
        raise CannotStart("database_unreachable", address=shown(url), reason=reason) from error


def shown(url: str) -> str:
    """A database's address without its password."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    place = parts.get("host") or parts.get("hostaddr") or "localhost"
    return f"{place}/{parts.get('dbname', '')}"


@contextmanager
def database() -> Iterator[Environment]:
    """Settings and a database that answers; the embedded one is started, and stopped again by its last user."""
    environment = load_environment()
    if not environment.is_embedded:
        reach(environment.application_url)
        yield environment
        return
    with embedded(environment.places):
        provision(environment.var)
        yield environment


@contextmanager
def site(*, migrated: bool = True) -> Iterator[Environment]:
    """``database`` and Django; by default only when the schema is this program's own, else ``CannotStart``."""
    with database() as environment:
        set_up_django()
        if migrated:
            from cellpark.command.schema import refuse_other_schema

            refuse_other_schema()
        try:
            yield environment
        finally:
            from django.db import connections

            connections.close_all()
