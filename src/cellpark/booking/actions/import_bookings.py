"""Bookings from a table, all or nothing, tried first if wanted."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.booking.importing import Line, read_lines
from cellpark.booking.models import Booking, Resource
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.placing import Wanted, for_whom, locked_resources, place
from cellpark.booking.states import Via
from cellpark.kernel.problem import NotAllowed, Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLine:
    """One line and what stands against it."""

    line: Line
    problems: tuple[Problem, ...]
    booking: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do: it is ``done`` when it was not a dry run and no line was refused."""

    lines: tuple[ImportedLine, ...]
    done: bool

    @property
    def refused(self) -> int:
        """How many lines cannot be booked."""
        return sum(1 for each in self.lines if each.problems)


def import_bookings(*, actor: Actor, content: bytes, dry_run: bool) -> Imported:
    """Book each line of a CSV file under the same rules as any booking; one bad line and nothing is booked.

    The dry run books and takes all of it back, so that lines are judged after the lines before them.
    Raises ``Refused``: ``booking.import....`` where the file is no such table.
    """
    actor.require(BookingPermission.BOOK)
    lines = read_lines(content)
    resources: dict[str, list[Resource]] = defaultdict(list)
    for row in Resource.objects.filter(code__in={each.code for each in lines}):
        resources[row.code].append(row)
    notes: list[Callable[[], object]] = []
    with transaction.atomic():
        locked_resources(row.id for rows in resources.values() for row in rows)
        found = [_imported(actor, each, resources.get(each.code, []), notes) for each in lines]
        bad = any(each.problems for each in found)
        if dry_run or bad:
            transaction.set_rollback(True)
    # a trial is no demand
    for note in () if dry_run else notes:
        note()
    done = not (dry_run or bad)
    return Imported(lines=tuple(found), done=done)


def _imported(actor: Actor, line: Line, called: Sequence[Resource], notes: list[Callable[[], object]]) -> ImportedLine:
    if line.problems:
        return ImportedLine(line=line, problems=line.problems)
    # owners give their codes apart from each other: one's own is meant, else the only one
    meant = [each for each in called if each.organisation_id == actor.organisation_id] or called
    if len(meant) != 1:
        code = "booking.import.resources" if meant else "booking.import.resource"
        return ImportedLine(line=line, problems=(Problem(code, {"code": line.code[:40]}, field="resource"),))
    [resource] = meant
    try:
        start, end = line.span(resource.terms)
        whom = for_whom(actor, [resource], line.company)
        wanted = Wanted(resource_id=resource.id, start=start, end=end)
        with transaction.atomic():
            row: Booking = place(actor=actor, wanted=[wanted], whom=whom, via=Via.IMPORT, purpose=line.purpose)[0]
    except Refused as refusal:
        notes += refusal.afterwards
        return ImportedLine(line=line, problems=refusal.problems)
    except NotAllowed:
        return ImportedLine(line=line, problems=(Problem("booking.side"),))
    return ImportedLine(line=line, problems=(), booking=row.id)
