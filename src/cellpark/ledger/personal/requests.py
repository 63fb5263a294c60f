"""Reading erasures: whether somebody has encrypted fields at all, who asked for their erasure, who confirmed it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cellpark.ledger.models import ErasureConfirmation, ErasureRequest, PersonalKey


class Subject(StrEnum):
    """What there is to erase of a person."""

    NOTHING = "nothing"
    READABLE = "readable"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One request with its answer. Without ``confirmed_by`` nothing was destroyed through it."""

    id: UUID
    person: UUID
    reason: str
    requested_by: UUID
    requested_at: datetime
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = None


def subject_of(person: UUID) -> Subject:
    """Whether the person's encrypted fields can be read."""
    key = PersonalKey.objects.filter(person=person).only("destroyed_at").first()
    if key is None:
        return Subject.NOTHING
    return Subject.READABLE if key.destroyed_at is None else Subject.ERASED


def erasures_of(person: UUID) -> list[Erasure]:
    """The requests about a person, the newest first; a hundred at most. The caller sees to it who may read them."""
    asked = list(ErasureRequest.objects.filter(person=person).order_by("-requested_at", "-id")[:100])
    answers = {each.request_id: each for each in ErasureConfirmation.objects.filter(request__in=asked)}
    return [_erasure(each, answers.get(each.id)) for each in asked]


def erasure(*, person: UUID, request_id: UUID) -> Erasure:
    """One request about this person. Raises ``DoesNotExist`` for any other."""
    asked = ErasureRequest.objects.get(id=request_id, person=person)
    return _erasure(asked, ErasureConfirmation.objects.filter(request=asked).first())


def erasures_waiting(people: Collection[UUID] | None = None) -> list[Erasure]:
    """The requests (of some people) that nobody has answered and whose key is there still, the oldest first.

    A thousand at most. The caller sees to it who may read them.
    """
    readable = PersonalKey.objects.filter(destroyed_at=None)
    if people is not None:
        readable = readable.filter(person__in=people)
    rows = ErasureRequest.objects.filter(confirmed=None, person__in=readable.values("person"))
    rows = rows.order_by("requested_at", "id")
    return [_erasure(each, None) for each in rows[:1000]]


def _erasure(asked: ErasureRequest, answer: ErasureConfirmation | None) -> Erasure:
    return Erasure(
        id=asked.id,
        person=asked.person,
        reason=asked.reason,
        requested_by=asked.requested_by,
        requested_at=asked.requested_at,
        confirmed_by=None if answer is None else answer.confirmed_by,
        confirmed_at=None if answer is None else answer.confirmed_at,
    )
