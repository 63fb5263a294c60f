"""What may be said about leases. Pure: values in, problems out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Parameter, Problem
from cellpark.leases.composing import merged_days
from cellpark.leases.events import RoomDays
from cellpark.rent import public as rent

NUMBER = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,39}")
MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
CURRENCY = "CNY"
"""The one currency of account: charges, late fees and payments are in it, so bills are."""
ROOMS_MAX, NOTICE_DAYS_MAX, HOLD_DAYS_MAX, TEXT_MAX, NAME_MAX, PAPER_MAX = 200, 730, 366, 500, 60, 200


def number_problems(number: str) -> list[Problem]:
    """A number is printed on contracts and bills."""
    if NUMBER.fullmatch(number):
        return []
    return [Problem("leases.number.malformed", {"number": number[:40]}, field="number")]


def reason_problems(reason: str) -> list[Problem]:
    """Why somebody ends, withdraws or corrects something."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason")]
    if len(reason) > TEXT_MAX:
        return [Problem("base.too_long", {"limit": TEXT_MAX}, field="reason")]
    return text_problems(reason=reason)


def draft_problems(
    *, number: str, lease: rent.Lease, rooms: Sequence[RoomDays], notice_days: int, since: date
) -> list[Problem]:
    """The lease file and what stands beside it fit together; its terms were read and are sound by themselves."""
    end = lease.days.end
    assert end is not None, "a lease file has an end"
    problems = []
    if lease.number != number:
        problems.append(Problem("leases.text.other_number", {"said": lease.number, "number": number}, field="text"))
    if not 0 <= notice_days <= NOTICE_DAYS_MAX:
        problems.append(Problem("leases.notice.range", {"most": NOTICE_DAYS_MAX}, field="notice_days"))
    if strange := sorted({each.currency for each in lease.terms} - {CURRENCY}):
        problems.append(Problem("leases.text.currency", {"said": strange[0], "currency": CURRENCY}, field="text"))
    problems += [
        Problem("leases.text.index_name", {"term": term.key, "limit": NAME_MAX}, field="text")
        for term in lease.terms
        if term.index is not None and len(term.index.name) > NAME_MAX
    ]
    problems += rooms_problems(rooms, since=since, end=end)
    codes = {each.code for each in rooms}
    problems += [
        Problem("leases.text.other_room", {"term": term.key, "room": term.subject}, field="text")
        for term in lease.terms
        if term.subject and term.subject not in codes
    ]
    return problems


def paper_problems(*, paper: str, signed_on: date, today: date) -> list[Problem]:
    """A contract on paper is found again, and was signed before it is taken over."""
    problems = text_problems(paper=paper)
    if not paper.strip():
        problems.append(Problem("leases.paper.unnamed", field="paper"))
    if len(paper) > PAPER_MAX:
        problems.append(Problem("base.too_long", {"limit": PAPER_MAX}, field="paper"))
    if signed_on > today:
        problems.append(Problem("leases.paper.future", {"day": signed_on.isoformat()}, field="signed_on"))
    return problems


def rooms_problems(rooms: Sequence[RoomDays], *, since: date, end: date | None) -> list[Problem]:
    """Some rooms, each once, on days within those of the lease."""
    problems = []
    if not rooms:
        problems.append(Problem("leases.rooms.none", field="rooms"))
    if len(rooms) > ROOMS_MAX:
        problems.append(Problem("leases.rooms.many", {"limit": ROOMS_MAX}, field="rooms"))
    if len({each.number for each in rooms}) != len(rooms):
        problems.append(Problem("leases.rooms.twice", field="rooms"))
    for each in rooms:
        works = each.fit_out_until
        if works is not None and not (each.start < works and (end is None or works <= end)):
            problems.append(Problem("leases.rooms.fit_out", {"room": each.code}, field="fit_out_until"))
        outside = each.start < since or (end is not None and (each.end is None or each.end > end))
        if outside or (each.end is not None and each.end <= each.start):
            problems.append(Problem("leases.rooms.days", {"room": each.code}, field="rooms"))
    return problems


def amendment_problems(before: rent.Lease, after: rent.Lease, *, since: date, until: date) -> list[Problem]:
    """An amendment says new terms from a day of the lease on; how bills are cut and what lateness costs stays."""
    problems = []
    if not before.days.start < since < until:
        params = {"since": before.days.start.isoformat(), "until": until.isoformat()}
        problems.append(Problem("leases.amendment.day", params, field="text"))
    if before.cycle != after.cycle:
        problems.append(Problem("leases.amendment.cycle", field="text"))
    if before.late != after.late:
        problems.append(Problem("leases.amendment.late", field="text"))
    return problems


def notice_problems(*, day: date, today: date, start: date, end: date, notice_days: int, agreed: bool) -> list[Problem]:
    """A notice ends the lease after the agreed time, or earlier where both sides agreed to that in writing."""
    if not start < day < end:
        outside: dict[str, Parameter] = {"since": start.isoformat(), "until": end.isoformat()}
        return [Problem("leases.notice.outside", outside, field="day")]
    earliest = today if agreed else today + timedelta(days=notice_days)
    if day < earliest:
        params: dict[str, Parameter] = {"days": 0 if agreed else notice_days, "earliest": earliest.isoformat()}
        return [Problem("leases.notice.short", params, field="day")]
    return []


def back_problems(*, until: date, today: date, leaves_on: date) -> list[Problem]:
    """The other side may agree to take a notice back from today on, before the lease is over."""
    if today <= until < leaves_on:
        return []
    days: dict[str, Parameter] = {"today": today.isoformat(), "day": leaves_on.isoformat()}
    return [Problem("leases.back.day", days, field="until")]


def hold_problems(*, rooms: Sequence[RoomDays], until: date, today: date, for_whom: str, known: bool) -> list[Problem]:
    """A hold is for somebody and runs out within a year."""
    problems = rooms_problems(rooms, since=min((each.start for each in rooms), default=today), end=None)
    if not today < until <= today + timedelta(days=HOLD_DAYS_MAX):
        problems.append(Problem("leases.hold.until", {"days": HOLD_DAYS_MAX}, field="until"))
    if not known and not for_whom.strip():
        problems.append(Problem("leases.hold.nobody", field="for_whom"))
    if len(for_whom) > 200:
        problems.append(Problem("base.too_long", {"limit": 200}, field="for_whom"))
    return [*problems, *text_problems(for_whom=for_whom)]


def index_problems(*, name: str, month: str, figure: str, source: str) -> list[Problem]:
    """A published value: which index, which month, how much, where it can be read."""
    problems = [
        Problem("base.required", field=field)
        for field, value in (("name", name), ("source", source))
        if not value.strip()
    ]
    if len(name) > NAME_MAX:
        problems.append(Problem("base.too_long", {"limit": NAME_MAX}, field="name"))
    if len(source) > 300:
        problems.append(Problem("base.too_long", {"limit": 300}, field="source"))
    if not MONTH.fullmatch(month):
        problems.append(Problem("leases.index.month", {"month": month[:20]}, field="month"))
    found = figure_of(figure)
    if found is None or not Decimal(0) < found < Decimal(10) ** 9:
        problems.append(Problem("leases.index.figure", {"figure": figure[:20]}, field="figure"))
    return [*problems, *text_problems(name=name, source=source)]


def figure_of(text: str) -> Decimal | None:
    """A number with at most six digits after the point, or None."""
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", text.strip()):
        return None
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


def joined(held: Iterable[RoomDays], more: Iterable[RoomDays]) -> tuple[RoomDays, ...]:
    """All days that either takes, room by room; the tenant's works are those of the earlier beginning."""
    every = [*held, *more]
    known = {each.number: each for each in reversed(every)}
    works = {each.number: each.fit_out_until for each in reversed(every) if each.fit_out_until is not None}
    pieces = [(each.number, each.start, each.end) for each in every if each.end is not None]
    return tuple(
        RoomDays(
            room=known[number].room,
            number=number,
            code=known[number].code,
            start=start,
            end=end,
            fit_out_until=works.get(number) if (works.get(number) or start) > start else None,
        )
        for number, days in merged_days(pieces).items()
        for start, end in days
    )


def cut(held: Iterable[RoomDays], day: date) -> tuple[RoomDays, ...]:
    """The days before ``day``."""
    return tuple(
        RoomDays(
            room=each.room,
            number=each.number,
            code=each.code,
            start=each.start,
            end=day if each.end is None else min(each.end, day),
            fit_out_until=None if each.fit_out_until is None else min(each.fit_out_until, day),
        )
        for each in held
        if each.start < day
    )


def standing_problems(rooms: Iterable[RoomDays], stand: Mapping[UUID, tuple[date, date | None]]) -> list[Problem]:
    """Each room exists on all its days."""
    found = []
    for each in rooms:
        since, until = stand[each.room]
        if each.start < since or (until is not None and (each.end is None or each.end > until)):
            params: dict[str, Any] = {"room": each.code, "since": since.isoformat(), "until": str(until or "\u2026")}
            found.append(Problem("leases.room.not_there", params, field="rooms"))
    return found
