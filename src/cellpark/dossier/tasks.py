"""Jobs of dossiers; the worker finds them here."""

from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.dossier.actions.assemble_dossier import assemble_dossier
from cellpark.dossier.actions.leave import leave as leave_now
from cellpark.dossier.states import ATTEMPTS_MAX


@jobs.task(name="dossier.leave", retry=RetryStrategy(max_attempts=ATTEMPTS_MAX, exponential_wait=4))
def leave(*, leaving_id: str) -> None:
    """The job: everything of an organisation, part by part."""
    try:
        with use_scope(EVERYTHING):
            leave_now(actor=Actor.system("export"), leaving_id=UUID(leaving_id))
    finally:
        connection.close()


@jobs.task(name="dossier.assemble", retry=RetryStrategy(max_attempts=ATTEMPTS_MAX, exponential_wait=4))
def assemble(*, dossier_id: str) -> None:
    """The job: assemble, then give back the connection of the worker's thread."""
    try:
        with use_scope(EVERYTHING):
            assemble_dossier(actor=Actor.system("dossier"), dossier_id=UUID(dossier_id))
    finally:
        connection.close()
