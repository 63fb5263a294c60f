"""Transactions of acts that are done alone or as parts of others."""

from contextlib import AbstractContextManager, nullcontext

from django.db import connection, transaction


def within_an_act() -> AbstractContextManager[None]:
    """The transaction that is open, or a new one.

    A part that checks before it writes needs no savepoint, which costs every scan two round trips: its refusal ends the
    whole act.
    """
    return nullcontext() if connection.in_atomic_block else transaction.atomic()
