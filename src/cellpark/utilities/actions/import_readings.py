"""Take readings in from a file."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities.devices import keep
from cellpark.utilities.models import Meter
from cellpark.utilities.permissions import UtilityPermission
from cellpark.utilities.reading_file import Checked, FileRow, check, read
from cellpark.utilities.states import ReadingSource
from cellpark.utilities.streams import locked


@dataclass(frozen=True, slots=True)
class Report:
    """What a file says: its rows with what is wrong or doubtful about each. Nothing is written."""

    rows: tuple[Checked, ...]

    @property
    def bad(self) -> tuple[Checked, ...]:
        """The rows that refuse the file."""
        return tuple(each for each in self.rows if each.wrong)

    @property
    def doubtful(self) -> tuple[Checked, ...]:
        """The rows that somebody has to confirm."""
        return tuple(each for each in self.rows if each.doubtful and not each.wrong)


def check_readings(*, actor: Actor, content: str) -> Report:
    """The dry run: every row of the file with its reasons. Raises ``Refused`` for what is no such file at all."""
    actor.require(UtilityPermission.READ)
    return Report(check(actor.organisation_id, read(content)))


def import_readings(*, actor: Actor, content: str, confirmed: bool = False) -> int:
    """Take all rows of a file in, or none; gives their number.

    Raises ``Refused`` with the problems of bad rows, and of doubtful ones unless they are ``confirmed``.
    """
    actor.require(UtilityPermission.READ)
    rows = read(content)
    with transaction.atomic():
        for point_id in sorted(_points(actor.organisation_id, rows)):
            locked(point_id)
        report = Report(check(actor.organisation_id, rows))
        stopped = (*report.bad, *(() if confirmed else report.doubtful))
        if stopped:
            raise Refused(*(_at(each, problem) for each in stopped for problem in each.wrong or each.doubtful))
        meters = Meter.objects.select_related("point").in_bulk([each.meter_id for each in report.rows])
        for each in sorted(report.rows, key=lambda one: one.row.day or one.row.line):
            meter = meters[each.meter_id]
            assert each.row.day is not None, "a row without a day is bad"
            keep(meter, each.row.day, each.row.registers, ReadingSource.FILE, actor=actor)
    return len(report.rows)


def _points(owner: UUID | None, rows: tuple[FileRow, ...]) -> set[UUID]:
    from cellpark.utilities.models import Point

    codes = {each.code for each in rows}
    return set(Point.objects.filter(organisation_id=owner, code__in=codes).values_list("id", flat=True))


def _at(each: Checked, problem: Problem) -> Problem:
    said = {**problem.params, "line": each.row.line, "code": each.row.code, "why": problem.code}
    return Problem("utilities.file.row", said, field="content")
