"""Is the database's schema the one that this program was written for? Bring it there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from cellpark.base.guards import install_guards, missing_guards
from cellpark.config.environment import Environment
from cellpark.runtime.problem import CannotStart

OWNER = "owner"
# "cellpark" in ASCII: the lock that keeps two machines from migrating one database at the same time.
MIGRATION_LOCK = 0x63656C6C7061726B


@dataclass(frozen=True, slots=True)
class SchemaState:
    """How the database differs from the program."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]
    missing_guards: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.pending or self.unknown or self.missing_guards)


def schema_state(alias: str) -> SchemaState:
    """Compare the migrations and guards in the database with those in the program."""
    connection = connections[alias]
    loader = MigrationLoader(connection)
    on_disk, applied = set(loader.graph.nodes), set(loader.applied_migrations)
    pending = sorted(f"{app}.{name}" for app, name in on_disk - applied)
    unknown = sorted(f"{app}.{name}" for app, name in applied - set(loader.disk_migrations or {}))
    guards = () if pending else tuple(missing_guards(connection))
    return SchemaState(tuple(pending), tuple(unknown), guards)


def refuse_other_schema() -> None:
    """Raise ``CannotStart`` unless the database's schema is exactly this program's."""
    state = schema_state("default")
    _refuse_newer(state)
    if state.pending:
        raise CannotStart("not_migrated", missing=len(state.pending))


def bring_up_to_date(environment: Environment) -> int:
    """Run what is missing as the owning role, then install the guards; returns how many migrations ran.

    A database made by a newer program is refused. Two machines that try at once wait for each other.
    """
    if not environment.owner_url:
        raise CannotStart("owner_missing")
    state = schema_state(OWNER)
    _refuse_newer(state)
    if state.is_current:
        return 0
    connection = connections[OWNER]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            return _migrate(connection)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def _migrate(connection: BaseDatabaseWrapper) -> int:
    pending = len(schema_state(OWNER).pending)
    call_command("migrate", database=OWNER, verbosity=0, interactive=False)
    call_command("createcachetable", database=OWNER, verbosity=0)
    install_guards(connection)
    return pending


def _refuse_newer(state: SchemaState) -> None:
    if state.unknown:
        raise CannotStart("schema_newer", migration=state.unknown[0])


def migrate_to(migrations: Iterable[tuple[str, str]]) -> None:
    """Bring an empty database to exactly this set of migrations; one that the program lacks is refused."""
    connection = connections[OWNER]
    executor = MigrationExecutor(connection)
    wanted = set(migrations)
    unknown = sorted(f"{app}.{name}" for app, name in wanted - set(executor.loader.disk_migrations or {}))
    if unknown:
        raise CannotStart("schema_newer", migration=unknown[0])
    graph = executor.loader.graph
    # Only the last of each app: Django would take an earlier target for a wish to go back to it.
    last = [
        node
        for node in wanted
        if not any(child.key in wanted for child in graph.node_map[node].children if child.key[0] == node[0])
    ]
    executor.migrate(sorted(last))
