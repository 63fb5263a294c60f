"""Let an invited person in."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.actions.change_person_state import change_person_state
from cellpark.identity.events import PersonActivated
from cellpark.identity.models import Person


def activate_person(*, actor: Actor, person_id: UUID, password: str) -> Person:
    """Set the owner's first password and open the account. The invitation's link is the permission."""
    assert actor.process is not None or actor.person_id == person_id, "only the owner activates an account"
    with transaction.atomic():
        person = change_person_state(
            actor=actor, person_id=person_id, verb="activate", event=PersonActivated, reason=None
        )
        person.set_password(password)
        person.save(update_fields=["password"])
    return person
