"""Change one's own names, language and time zone."""

from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.versions import refuse_stale
from cellpark.identity.events import DetailsChanged
from cellpark.identity.models import Person
from cellpark.identity.rules import name_problems
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.public import lock_stream, record

DETAILS = ("name_zh", "name_en", "language", "time_zone")


def change_own_details(
    *, actor: Actor, name_zh: str, name_en: str, language: str, time_zone: str, seen_version: int | None = None
) -> Person:
    """Change what a person says of themselves. Which fields changed is recorded, their values are not."""
    assert actor.person_id is not None, "only a person has details"
    values = {
        "name_zh": name_zh.strip(),
        "name_en": name_en.strip(),
        "language": language,
        "time_zone": time_zone,
    }
    with transaction.atomic():
        lock_stream(f"person/{actor.person_id}")
        person = Person.objects.select_for_update().get(id=actor.person_id)
        refuse_stale(seen=seen_version, present=person.version)
        problems = name_problems(name_zh=values["name_zh"], name_en=values["name_en"])
        if language not in dict(settings.LANGUAGES):
            problems.append(Problem("base.not_a_choice", {"value": language}, field="language"))
        if time_zone not in available_timezones():
            problems.append(Problem("base.not_a_choice", {"value": time_zone}, field="time_zone"))
        refuse_any(problems)
        changed = tuple(name for name in DETAILS if getattr(person, name) != values[name])
        if not changed:
            return person
        for name in changed:
            setattr(person, name, values[name])
        recorded = record(
            stream=f"person/{person.id}",
            event=DetailsChanged(person=person.id, fields=changed),
            actor=actor,
            organisation=None,
        )
        person.version = recorded.version
        person.save()
    return person
