"""Words for everything that may keep Cellpark from starting.

They are plain strings marked for translation, not lazy ones: they are needed before Django has settings. The command
line translates them from the catalogue beside this file.
"""

from typing import NamedTuple

from cellpark.runtime.marking import gettext_noop as _


class Words(NamedTuple):
    """What is wrong, why it is refused, and what to do; each with ``%(name)s`` for the problem's parameters."""

    what: str
    why: str
    remedy: str


MESSAGES: dict[str, Words] = {
    "runtime.binaries_missing": Words(
        _("The embedded PostgreSQL is not installed in %(folder)s."),
        _("Without a database address, Cellpark runs the server that its package brings along."),
        _("Run `make run` again, or set CELLPARK_DATABASE_URL to a PostgreSQL server of yours."),
    ),
    "runtime.database_version": Words(
        _("The data in %(folder)s belongs to PostgreSQL %(found)s, and this Cellpark brings PostgreSQL %(expected)s."),
        _("A server never opens the files of another major version."),
        _("Use the Cellpark that wrote it, or restore a backup into an empty folder."),
    ),
    "runtime.database_folder_foreign": Words(
        _("The folder %(folder)s is not empty and holds no database."),
        _("Cellpark never overwrites files that it did not make."),
        _("Move the folder away or set CELLPARK_VAR to another one."),
    ),
    "runtime.disk_full": Words(
        _("The disk that holds %(folder)s is full (%(free_mb)s MB free)."),
        _("A confirmed entry must reach the disk, so the database needs room to write."),
        _("Free at least 300 MB and start again; nothing confirmed has been lost."),
    ),
    "runtime.folder_not_writable": Words(
        _("The folder %(folder)s cannot be written by %(user)s."),
        _("The database, the keys and the locks are kept there."),
        _("Give that user the folder, or set CELLPARK_VAR to another one."),
    ),
    "runtime.socket_folder_foreign": Words(
        _("The folder %(folder)s for the database's private socket belongs to somebody else."),
        _("Whoever owns that folder could pretend to be the database."),
        _("Remove it, or set CELLPARK_VAR to a shorter path."),
    ),
    "runtime.locked": Words(
        _("Another process is starting or stopping the database in %(folder)s."),
        _("Two servers on one data folder would destroy it."),
        _("Wait a moment and try again."),
    ),
    "runtime.root_without_user": Words(
        _("Cellpark runs as root and could not create the system user %(user)s."),
        _("PostgreSQL refuses to run as root."),
        _("Run Cellpark as an ordinary user, or create that user first (useradd --system %(user)s)."),
    ),
    "runtime.database_failed": Words(
        _("The database in %(folder)s did not start: %(reason)s"),
        _("The server itself gave this reason."),
        _("Read %(log)s; `cellpark doctor` checks the installation."),
    ),
    "runtime.database_slow": Words(
        _("The database in %(folder)s was not ready after %(seconds)s seconds."),
        _("After a crash it first repeats what was confirmed; on a slow disk this takes long."),
        _("Wait and start again; progress is in %(log)s."),
    ),
    "runtime.database_unreachable": Words(
        _("The database at %(address)s cannot be reached: %(reason)s"),
        _("Everything that Cellpark knows is in its database."),
        _("Check CELLPARK_DATABASE_URL and whether the server is running."),
    ),
    "runtime.already_running": Words(
        _("Cellpark is already running on %(folder)s (process %(pid)s)."),
        _("Two supervisors on one folder would start everything twice."),
        _("Stop the other one, or set CELLPARK_VAR to another folder."),
    ),
    "runtime.port_taken": Words(
        _("Port %(port)s is taken by %(owner)s."),
        _("The site must answer at the address that passkeys were made for."),
        _("Stop that process or set CELLPARK_PORT to another port."),
    ),
    "runtime.port_refused": Words(
        _("Cellpark may not listen on %(address)s, port %(port)s: %(reason)s."),
        _("The system gives low port numbers and foreign addresses to privileged programs only."),
        _("Set CELLPARK_PORT to a number above 1023, and CELLPARK_BIND to an address of this machine."),
    ),
    "runtime.no_first_page": Words(
        _("The site does not answer."),
        _("Its pages are served by a process of its own, which writes to %(log)s."),
        _("Read that file; `cellpark doctor` checks the installation."),
    ),
    "runtime.schema_newer": Words(
        _("The database was made by a newer Cellpark: it knows %(migration)s, and this one does not."),
        _("An older program would not understand what the newer one wrote."),
        _("Start the newer Cellpark, or restore a backup that this one made."),
    ),
    "runtime.owner_missing": Words(
        _("CELLPARK_OWNER_DATABASE_URL is not set."),
        _("Only the role that owns the schema may change it; the application's role may not."),
        _("Set it to the same database's address with the owner's role, and try again."),
    ),
    "runtime.not_migrated": Words(
        _("The database lacks this Cellpark's tables (%(missing)s migrations are missing)."),
        _("Pages and jobs work on the schema that belongs to them, and on no other."),
        _("Run `cellpark migrate` first; `cellpark serve` does it by itself."),
    ),
}
