"""The step along a person's lifecycle that activating, suspending and restoring share."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.identity.events import PersonActivated, PersonRestored, PersonSuspended
from cellpark.identity.models import Person
from cellpark.identity.states import PERSON_LIFECYCLE
from cellpark.ledger.public import lock_stream, record

Change = PersonActivated | PersonSuspended | PersonRestored


def change_person_state(
    *,
    actor: Actor,
    person_id: UUID,
    verb: str,
    event: type[Change],
    reason: str | None,
    seen_version: int | None = None,
) -> Person:
    """Take one step of the lifecycle table and record it. Runs inside the caller's transaction."""
    lock_stream(f"person/{person_id}")
    person = Person.objects.select_for_update().get(id=person_id)
    refuse_stale(seen=seen_version, present=person.version)
    target = PERSON_LIFECYCLE.step(person.state, verb)
    recorded = record(
        stream=f"person/{person_id}",
        event=event(person=person_id),
        actor=actor,
        organisation=None,
        reason=reason,
    )
    person.state = target
    person.version = recorded.version
    person.save()
    return person
