"""Record attempts to sign in and changes of keys."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.events import DetailsChanged, KeyAdded, KeyRemoved, SignInRefused, SignInSucceeded
from cellpark.ledger.public import lock_stream, record

Noted = DetailsChanged | SignInSucceeded | SignInRefused | KeyAdded | KeyRemoved


def note_sign_in(*, person_id: UUID, event: Noted) -> None:
    """Record what happened at the door (CN-1d, P11-9c). The house itself notes it, nobody has acted yet."""
    with use_scope(EVERYTHING), transaction.atomic():
        lock_stream(f"person/{person_id}")
        record(stream=f"person/{person_id}", event=event, actor=Actor.system("sign-in"), organisation=None)
