"""Whose rows may be seen: one scope for the managers (first lock) and PostgreSQL's row-level security (second lock).

The first lock raises when a query runs without a scope; the second returns nothing even to raw SQL. Both read the same
object, so that they cannot disagree.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection

SETTING, HIDDEN, OWN = "cellpark.scope", "cellpark.hidden", "cellpark.own"
"""What the policies read; where only the first one is set, as by the house's own tools, nothing is hidden."""


class Unscoped(AssertionError):  # noqa: N818 -- named for what happened
    """A query for tenant data ran outside any scope: a bug, never an answer to a user."""


class OutOfScope(AssertionError):  # noqa: N818 -- named for what happened
    """A write for an organisation outside the scope: a bug, never an answer to a user."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The organisations whose rows are visible; ``everything`` for the house's own processes and overseers.

    ``hidden`` are the organisations that an overseer of everything does not oversee: the other operators of this site.
    Of their rows only those are visible that are shared with ``organisations``.
    """

    organisations: frozenset[UUID] = frozenset()
    everything: bool = False
    hidden: frozenset[UUID] = frozenset()

    def covers(self, organisation: UUID | None) -> bool:
        """Whether rows of ``organisation`` may be seen and written."""
        if organisation in self.organisations:
            return True
        return self.everything and organisation not in self.hidden

    def with_further(self, organisations: Iterable[UUID]) -> "Scope":
        """The same scope and these organisations."""
        further = frozenset(organisations)
        return Scope(self.organisations | further, self.everything, self.hidden - further)

    def as_setting(self) -> str:
        """The value PostgreSQL's policies read: ``*`` or an array literal."""
        if self.everything:
            return "*"
        return as_array(self.organisations)


def as_array(organisations: frozenset[UUID]) -> str:
    """Ids as PostgreSQL reads an array."""
    return "{" + ",".join(sorted(map(str, organisations))) + "}"


EVERYTHING = Scope(everything=True)
NOTHING = Scope()

_scope: ContextVar[Scope | None] = ContextVar("cellpark_scope", default=None)


def current_scope() -> Scope:
    """The scope in force. Raises ``Unscoped`` when there is none."""
    scope = _scope.get()
    if scope is None:
        raise Unscoped("tenant data was queried outside use_scope(...)")
    return scope


def scope_or_none() -> Scope | None:
    """The scope in force, or none."""
    return _scope.get()


@contextmanager
def use_scope(scope: Scope) -> Iterator[Scope]:
    """Open ``scope`` for the managers and for the database session; the former scope returns at the end."""
    before = _scope.get()
    if scope == before:
        yield scope  # the session was told already; acts of the house open the same scope inside each other
        return
    token = _scope.set(scope)
    told = before or NOTHING  # outside any scope a session sees nothing, whether it was told so or never anything
    if scope != told:
        _tell_database(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)
        if scope != told:
            _tell_database(told)


@contextmanager
def widened(*organisations: UUID) -> Iterator[Scope]:
    """Add organisations to the scope in force, for an act that touches rows of several of them.

    Only after the caller's right was settled on a row that both sides share; what comes out is chosen field by field.
    """
    scope = current_scope()
    wider = scope if all(map(scope.covers, organisations)) else scope.with_further(organisations)
    with use_scope(wider):
        yield wider


def tell_new_connection(*, connection: Any, **_signal: object) -> None:
    """Tell a session that was opened, or opened again, inside a scope; it would see nothing until the next one."""
    scope = _scope.get()
    if scope is not None and connection.alias == DEFAULT_DB_ALIAS:
        _set(connection, scope)


def _tell_database(scope: Scope) -> None:
    """Set the session's scope. Inside a failed transaction nothing can be said, and nothing can be read either."""
    if connection.in_atomic_block and connection.needs_rollback:
        return
    raw = connection.connection
    if raw is not None and raw.info.transaction_status.name == "INERROR":
        return
    _set(connection, scope)


def _set(session: Any, scope: Scope) -> None:
    with session.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, false), set_config(%s, %s, false), set_config(%s, %s, false)",
            [SETTING, scope.as_setting(), HIDDEN, as_array(scope.hidden), OWN, as_array(scope.organisations)],
        )
