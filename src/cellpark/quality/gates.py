"""Who may measure, and with what: the questions of the laboratory to people and devices (T2, T3)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.equipment.public import equipment_problems, find_equipment
from cellpark.identity.public import QualificationState, qualifications_of_organisation
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.quality.document import Attribute, Method
from cellpark.quality.models import Test


def analyst_problems(*, person: UUID, organisation: UUID, method: Method, at: datetime) -> list[Problem]:
    """T2: nobody measures by a method in which they are not qualified today (211-25a)."""
    day = at.date()
    held = qualifications_of_organisation(organisation).filter(
        person_id=person, state=QualificationState.GRANTED, valid_from__lte=day, valid_until__gt=day
    )
    if method.subject in {each.lower() for each in held.values_list("subject", flat=True)}:
        return []
    return [Problem("quality.analyst.not_qualified", {"method": method.code, "subject": method.subject}, rule="P11-4")]


def person_of(actor: Actor) -> UUID:
    """The person who acts. Raises ``Refused``: a reading has an analyst and a verifier."""
    if actor.person_id is None:
        raise Refused(Problem("quality.analyst.nobody", rule="P11-4"))
    return actor.person_id


def used_devices(codes: Sequence[str], *, attribute: Attribute, batch_number: str, at: datetime) -> tuple[str, ...]:
    """The devices of a reading by their codes: known, in a state to be used, of every class that is asked for (T3).

    Raises ``Refused``: ``equipment....``, ``quality.result.device_missing``.
    """
    found = [find_equipment(each) for each in codes if each.strip()]
    for each in found:
        refuse_any(equipment_problems(equipment=each, at=at, batch=batch_number))
    missing = set(attribute.equipment) - {each.kind for each in found}
    if missing:
        params = {"kinds": ", ".join(sorted(missing))}
        raise Refused(Problem("quality.result.device_missing", params, field="equipment", rule="211-194a"))
    return tuple(dict.fromkeys(str(each.code) for each in found))


def attribute_of(test: Test) -> Attribute:
    """What the specification says of a test; the specification is read with the test (``select_related``)."""
    return test.specification.document.attribute(test.attribute)
