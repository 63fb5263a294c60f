"""Text exports of Berlinger Fridge-tag and Q-tag devices."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from cellpark.assays.loggers.lines import Line, tree
from cellpark.assays.loggers.model import Alarm, Day, DeviceLimit, LoggerFile, Sample, Side
from cellpark.assays.loggers.signature import ISSUER, check_signature
from cellpark.kernel.problem import Problem, Refused

MARK = "Device: Q-tag"
# the types of limits of a Q-tag: which side, and whether time outside is added up
_TYPES = {
    "1": (Side.BELOW, False),
    "2": (Side.ABOVE, False),
    "3": (Side.BELOW, True),
    "4": (Side.ABOVE, True),
}
# a Fridge-tag has a lower limit (0) and an upper one (1), and counts the time of a day
_SIDES = {"0": Side.BELOW, "1": Side.ABOVE}
_HOURS_MAX = 15


def read_berlinger(content: bytes, issuers: Sequence[str] = (ISSUER,)) -> LoggerFile:
    """The file as the device wrote it. Times carry the zone that the device was set to.

    Raises ``Refused`` with the line at fault: ``assays.logger.line``, ``assays.logger.number``, ``assays.logger.time``,
    ``assays.logger.missing``, ``assays.logger.unit``, ``assays.logger.order``, ``assays.logger.text``.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(Problem("assays.logger.text", {"position": error.start})) from error
    root = tree(text)
    conf = root.below("Conf")
    head = root.below("Device")
    if conf is None or head is None:
        raise Refused(Problem("assays.logger.missing", {"part": "Conf" if conf is None else "Device"}))
    if (unit := conf.value("Temp unit") or "C") != "C":
        raise Refused(Problem("assays.logger.unit", {"unit": unit[:20]}))
    reader = _File(root, conf)
    report = root.below("Res") or Line(0, {"Res": ""})
    history = root.below("Hist") or Line(0, {"Hist": ""})
    interval = reader.minutes(conf, "Logging Interval")
    readings, days = reader.readings(), tuple(reader.days(history))
    if not readings and not days:
        raise Refused(Problem("assays.logger.empty"))
    begins = reader.moment(report, "TS Start") or reader.moment(history, "TS Actv")
    ends = reader.moment(report, "TS Stop") or reader.moment(history, "TS Report Creation")
    certificate = root.below("Cert") or Line(0, {"Cert": ""})
    return LoggerFile(
        device=head.pairs["Device"],
        serial=conf.value("Serial") or "",
        firmware=root.value("Fw Vers") or "",
        started_at=begins or (readings[0].at if readings else None),
        ended_at=ends or (readings[-1].at if readings else None),
        interval=interval or None,
        readings=readings,
        days=days,
        limits=reader.limits(),
        alarms=(*reader.transport_alarms(report), *reader.daily_alarms(history)),
        stated_lowest=reader.degrees(report, "Min T"),
        stated_highest=reader.degrees(report, "Max T"),
        stated_mean=reader.degrees(report, "Avrg T"),
        stated_kinetic=reader.degrees(report, "MKT"),
        activation_energy=reader.number(conf, "MKT Energy"),
        signature=check_signature(content, issuers),
        signs=True,
        signed_by=", ".join(
            each for each in (certificate.value("Issuer") or "", certificate.value("Lot") or "") if each
        ),
    )


class _File:
    """The parts of one file; each refusal names its line."""

    def __init__(self, root: Line, conf: Line) -> None:
        self.root, self.conf = root, conf
        hours = self.number(conf, "Zone") or Decimal(0)
        if abs(hours) > _HOURS_MAX:
            self._refuse("time", 0, str(hours))
        self.zone = timezone(timedelta(minutes=int(hours * 60)))

    def number(self, line: Line, name: str) -> Decimal | None:
        """A number below ``line``, or None where the device wrote none."""
        found = next(((each, value) for each, value in line.all(name)), None)
        return None if found is None or not found[1] else self._decimal(found[1], found[0].number)

    def degrees(self, line: Line, name: str) -> Decimal | None:
        """A temperature below ``line``, or None."""
        return self.number(line, name)

    def minutes(self, line: Line, name: str) -> timedelta:
        """A time in minutes, nothing where none is written."""
        return timedelta(minutes=int(self.number(line, name) or 0))

    def moment(self, line: Line, name: str) -> datetime | None:
        """An instant below ``line``, or None."""
        found = next(((each, value) for each, value in line.all(name)), None)
        return None if found is None or not found[1] else self._moment(found[1], found[0].number)

    def readings(self) -> tuple[Sample, ...]:
        """The measured values, in the order of their times."""
        table = self.root.below("Data")
        found: list[Sample] = []
        # the first row names the columns
        for number, row in table.rows[1:] if table else ():
            if len(row) < 2 or not row[1].strip():
                continue  # the sensor gave no value: the gap is seen in the times
            found.append(Sample(self._moment(row[0], number), self._decimal(row[1], number)))
            if len(found) > 1 and found[-1].at <= found[-2].at:
                self._refuse("order", number, row[0])
        return tuple(found)

    def days(self, history: Line) -> Iterator[Day]:
        """The days of a Fridge-tag, the oldest first."""
        for each in reversed([line for line in history.children if line.key.isdigit()]):
            date, low, high = each.value("Date"), each.value("Min T"), each.value("Max T")
            if not date or not low or not high:
                continue  # a day on which nothing was measured
            yield Day(
                day=self._moment(f"{date} 00:00", each.number).date(),
                lowest=self._decimal(low, each.number),
                lowest_at=self._moment(f"{date} {each.value('TS Min T')}", each.number),
                highest=self._decimal(high, each.number),
                highest_at=self._moment(f"{date} {each.value('TS Max T')}", each.number),
                mean=self.degrees(each, "Avrg T"),
            )

    def limits(self) -> tuple[DeviceLimit, ...]:
        """The limits that were set in the device; those that are switched off stay out."""
        return tuple(self._limits())

    def _limits(self) -> Iterator[DeviceLimit]:
        for each in (self.conf.below("Alarm") or Line(0, {"Alarm": ""})).children:
            kind = each.value("Type")
            side, in_sum = (_SIDES.get(each.key), True) if kind is None else _TYPES.get(kind, (None, False))
            line = next((child for child in each.children if "T AL" in child.pairs), None)
            if side is None or line is None:
                continue
            yield DeviceLimit(
                name=each.key,
                side=side,
                celsius=self._decimal(line.pairs["T AL"], line.number),
                allowed=self._span(line.pairs.get("t AL", "0"), line.number),
                in_sum=in_sum,
            )

    def transport_alarms(self, report: Line) -> Iterator[Alarm]:
        """Alarms of a Q-tag: each line is one."""
        sides = {each.name: each.side for each in self._limits()}
        for limit in (report.below("Alarm") or Line(0, {"Alarm": ""})).children:
            for each in limit.children:
                if each.pairs.get("TS A") and limit.key in sides:
                    yield Alarm(
                        limit=limit.key,
                        side=sides[limit.key],
                        at=self._moment(each.pairs["TS A"], each.number),
                        lasted=self._span(each.pairs.get("t A", "0"), each.number),
                    )

    def daily_alarms(self, history: Line) -> Iterator[Alarm]:
        """Alarms of a Fridge-tag: at most one a day and limit."""
        for day in history.children:
            for limit in (day.below("Alarm") or Line(0, {"Alarm": ""})).children:
                for each in limit.children:
                    if each.pairs.get("TS A") and limit.key in _SIDES:
                        yield Alarm(
                            limit=limit.key,
                            side=_SIDES[limit.key],
                            at=self._moment(f"{day.value('Date')} {each.pairs['TS A']}", each.number),
                            lasted=self._span(each.pairs.get("t Acc", "0"), each.number),
                        )

    def _span(self, text: str, line: int) -> timedelta:
        minutes = self._decimal(text or "0", line, limit=10**8)
        return timedelta(minutes=int(minutes))

    def _decimal(self, text: str, line: int, *, limit: int = 10**5) -> Decimal:
        try:
            found = Decimal(text.strip())
        except InvalidOperation:
            self._refuse("number", line, text)
        if not found.is_finite() or abs(found) > limit:
            self._refuse("number", line, text)
        return found

    def _moment(self, text: str, line: int) -> datetime:
        try:
            return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=self.zone)
        except ValueError:
            self._refuse("time", line, text)

    def _refuse(self, what: str, line: int, text: str) -> NoReturn:
        raise Refused(Problem(f"assays.logger.{what}", {"line": line, "text": text.strip()[:60]}))
