"""Refusals that more of a resource would have answered: they are kept as demand, after the act is taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.booking.events import BookingRefused
from cellpark.booking.models import Refusal, Resource
from cellpark.booking.rows import write
from cellpark.booking.states import Via
from cellpark.kernel.problem import Problem, Refused

TAKEN = frozenset({"booking.taken", "booking.taken.cleaning", "booking.taken.plant"})
USED_UP = frozenset({"booking.quota.week", "booking.quota.month", "booking.open_max"})


def is_unmet(problems: Iterable[Problem]) -> bool:
    """Whether a booking was refused because there is too little of the resource, and for nothing else."""
    codes = {each.code for each in problems}
    return bool(codes) and codes <= TAKEN | USED_UP


class Unmet:
    """What of an act could not be had, so that it is kept when the act is refused."""

    def __init__(self, actor: Actor, company: UUID, via: Via) -> None:
        """Nothing yet."""
        self.actor, self.company, self.via = actor, company, via
        self.parts: list[tuple[Resource, datetime, datetime, str]] = []

    def note(self, resource: Resource, start: datetime, end: datetime, problems: Sequence[Problem]) -> None:
        """Remember a part that was refused for want of the resource; the owner's own use is nobody's demand."""
        if is_unmet(problems) and self.company != resource.organisation_id:
            self.parts.append((resource, start, end, " ".join(dict.fromkeys(each.code for each in problems))))

    def refuse_any(self, problems: Sequence[Problem]) -> None:
        """Raise ``Refused`` where there is a problem; what was noted is kept after the act is taken back."""
        if problems:
            refusal = Refused(*problems)
            refusal.afterwards += [partial(self._keep, *part) for part in self.parts]
            raise refusal

    def _keep(self, resource: Resource, start: datetime, end: datetime, codes: str) -> None:
        """Keep a part, once a day for each resource and company."""
        day = now().astimezone(resource.terms.tz).date()
        # the row is the owner's: the company that asks does not see it
        with widened(resource.organisation_id), transaction.atomic():
            # two refusals of one company on one day meet here
            lock_word(f"booking-refusal/{resource.id}/{self.company}")
            if Refusal.objects.filter(resource=resource, company_id=self.company, day=day).exists():
                return
            event = BookingRefused(
                refusal=new_id(),
                resource=resource.id,
                company=self.company,
                day=day,
                starts_at=start,
                ends_at=end,
                codes=codes,
                via=self.via.value,
            )
            write(event, actor=self.actor, organisation=resource.organisation_id)
