"""The rules of a resource as sentences, and as the lines in which its owner writes them."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cellpark.booking.public import Closed, Quota, Resource, SourceKind, Terms, Window, words
from cellpark.kernel.problem import Problem, Refused

ENTRIES_MAX = 100


def rules_in_words(row: Resource) -> list[str]:
    """What whoever books has to know, one sentence a rule."""
    terms = row.terms
    found = [
        _("From %(least)s to %(most)s at a time, in steps of five minutes.")
        % {"least": length(terms.min_minutes), "most": length(terms.max_minutes)},
        _("Open at any time.") if not terms.windows else _("Open: %(windows)s.") % {"windows": windows_in_words(terms)},
    ]
    if terms.closed:
        days = ", ".join(_closed_words(each) for each in terms.closed)
        found.append(_("Closed: %(days)s.") % {"days": days})
    if terms.advance_days:
        found.append(
            ngettext("Up to %(count)s day ahead.", "Up to %(count)s days ahead.", terms.advance_days)
            % {"count": terms.advance_days}
        )
    found += [_quota_words(each) for each in terms.quotas]
    if row.pool and terms.quotas:
        found.append(_("The hours count together with all of “%(pool)s”.") % {"pool": row.pool})
    if terms.open_max:
        found.append(_("At most %(count)s bookings to come for a company.") % {"count": terms.open_max})
    if terms.training:
        found.append(_("With a valid qualification: %(codes)s.") % {"codes": ", ".join(terms.training)})
    if terms.stages:
        stages = ", ".join(str(words.STAGES.get(each, each)) for each in terms.stages)
        found.append(_("For companies of these stages: %(stages)s.") % {"stages": stages})
    if row.source_kind == SourceKind.PREMISES:
        found.append(
            _("For others as well while the room is let.")
            if terms.shared
            else _("While the room is let, for its tenant alone.")
        )
    if terms.before_minutes or terms.after_minutes:
        found.append(
            _("Cleaning keeps it %(before)s before and %(after)s after each use.")
            % {"before": length(terms.before_minutes), "after": length(terms.after_minutes)}
        )
    found += _manners(terms)
    found.append(_price_words(row))
    return found


def _manners(terms: Terms) -> list[str]:
    found = [
        _("Can be cancelled until %(limit)s before; later it counts as a no-show and costs what was booked.")
        % {"limit": length(terms.cancel_minutes)}
    ]
    if terms.no_show_minutes:
        found.append(
            _("Who has not checked in %(limit)s after the beginning loses the rest of the time.")
            % {"limit": length(terms.no_show_minutes)}
        )
    if terms.no_show_limit:
        found.append(
            _("After %(times)s no-shows in 90 days a company books at most %(days)s days ahead.")
            % {"times": terms.no_show_limit, "days": terms.no_show_advance_days}
        )
    found.append(
        _("What becomes free is kept for the next in line for %(limit)s.") % {"limit": length(terms.offer_minutes)}
    )
    return found


def _price_words(row: Resource) -> str:
    if not row.price_fen:
        return _("It costs nothing.")
    told = {
        "price": f"{row.price:.2f}",
        "tax": f"{(row.tax * 100).normalize():f}",
        "by": words.CHARGE_BY[row.charge_by],
    }
    return _("CNY %(price)s an hour and %(tax)s %% tax, %(by)s.") % told


def _quota_words(each: Quota) -> str:
    if each.period == "week":
        text = _("%(hours)s hours a week for a company") % {"hours": each.hours}
    else:
        text = _("%(hours)s hours a month for a company") % {"hours": each.hours}
    stage = words.STAGES.get(each.stage, each.stage)
    return (
        _("%(text)s of the stage “%(stage)s”.") % {"text": text, "stage": stage}
        if each.stage
        else _("%(text)s.") % {"text": text}
    )


def length(minutes: int) -> str:
    """Minutes as people say them."""
    days, rest = divmod(minutes, 1440)
    hours, rest = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if hours:
        parts.append(_("%(count)s h") % {"count": hours})
    if rest or not parts:
        parts.append(_("%(count)s min") % {"count": rest})
    return " ".join(parts)


def weekday(number: int) -> str:
    """The short name of a weekday, 0 is Monday."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[number]


def windows_in_words(terms: Terms) -> str:
    """The opening hours, days with the same hours together."""
    parts = []
    for first, last, start, end in _grouped(terms.windows):
        days = weekday(first) if first == last else f"{weekday(first)}–{weekday(last)}"
        parts.append(f"{days} {_clock(start)}–{_clock(end)}")
    return ", ".join(parts)


def windows_as_lines(terms: Terms) -> str:
    """The opening hours as their owner writes them: ``1-5 08:00-18:00``, 1 is Monday."""
    return "\n".join(
        f"{first + 1}{'' if first == last else f'-{last + 1}'} {_clock(start)}-{_clock(end)}"
        for first, last, start, end in _grouped(terms.windows)
    )


def closed_as_lines(terms: Terms) -> str:
    """Closed days as their owner writes them: the first and the last, or one alone."""
    found = []
    for each in terms.closed:
        last = each.end - timedelta(days=1)
        found.append(each.start.isoformat() if last == each.start else f"{each.start.isoformat()} {last.isoformat()}")
    return "\n".join(found)


def quotas_as_lines(terms: Terms) -> str:
    """Quotas as their owner writes them, in the reader's language: ``week 10``, ``month 40 Nursery``."""
    return "\n".join(
        f"{words.PERIODS[each.period]} {each.hours} {words.STAGES.get(each.stage, each.stage)}".strip()
        for each in terms.quotas
    )


def read_windows(text: str) -> tuple[Window, ...]:
    """``1-5 08:00-18:00``, one a line. Raises ``Refused(booking.terms.window)``."""
    found: list[Window] = []
    for line in _lines(text, "windows"):
        try:
            days, hours = line.split()
            first, _dash, last = days.partition("-")
            start, end = (_minute(each) for each in hours.split("-"))
            found += [Window(each - 1, start, end) for each in range(_small(first), _small(last or first) + 1)]
        except ValueError:
            raise Refused(Problem("booking.terms.window", field="windows")) from None
    return tuple(sorted(found, key=lambda each: (each.weekday, each.start)))


def read_closed(text: str) -> tuple[Closed, ...]:
    """``2026-10-01`` or ``2026-10-01 2026-10-07``, one a line. Raises ``Refused(booking.terms.closed)``."""
    found = []
    for line in _lines(text, "closed"):
        try:
            days = [date.fromisoformat(each) for each in line.split()]
            start, last = days if len(days) == 2 else (days[0], days[0])
            found.append(Closed(start, last + timedelta(days=1)))
        except (ValueError, OverflowError, IndexError):
            raise Refused(Problem("booking.terms.closed", field="closed")) from None
    return tuple(sorted(found, key=lambda each: each.start))


def read_quotas(text: str) -> tuple[Quota, ...]:
    """``week 10`` or ``month 40 nursery``, one a line, in either language. Raises ``Refused(booking.terms.quota)``."""
    periods, stages = _said(words.PERIODS), {key: code for key, code in _said(words.STAGES).items() if code != "none"}
    found = []
    for line in _lines(text, "quotas"):
        try:
            period, hours, *stage = line.casefold().split()
            (for_stage,) = (stages[each] for each in stage) if stage else ("",)
            found.append(Quota(periods[period], _small(hours, most=744), for_stage))
        except (ValueError, KeyError):
            raise Refused(Problem("booking.terms.quota", field="quotas")) from None
    return tuple(found)


def _said(known: Mapping[str, object]) -> dict[str, str]:
    """Codes by what people write for them: the code itself, or its word in any language of the site."""
    found = {code: code for code in known}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {str(word).casefold(): code for code, word in known.items()}
    return found


def _lines(text: str, field: str) -> list[str]:
    # digits, colons and blanks of a Chinese keyboard are as good as others
    found = [each.strip() for each in unicodedata.normalize("NFKC", text).splitlines() if each.strip()]
    if len(found) > ENTRIES_MAX:
        raise Refused(Problem("booking.terms.many", {"most": ENTRIES_MAX}, field=field))
    return found


def _small(text: str, *, most: int = 7) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= most):
        raise ValueError(text)
    return int(text)


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    if not (len(text) == 5 and text.isascii() and hour.isdecimal() and minute.isdecimal() and int(minute) < 60):
        raise ValueError(text)
    return int(hour) * 60 + int(minute)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _closed_words(each: Closed) -> str:
    last = each.end - timedelta(days=1)
    return each.start.isoformat() if last == each.start else f"{each.start.isoformat()} – {last.isoformat()}"


def _grouped(windows: Iterable[Window]) -> list[tuple[int, int, int, int]]:
    """First day, last day, and the hours that they share."""
    by_day: dict[int, list[tuple[int, int]]] = {}
    for each in windows:
        by_day.setdefault(each.weekday, []).append((each.start, each.end))
    found: list[tuple[int, int, int, int]] = []
    day = 0
    while day < 7:
        hours = by_day.get(day)
        last = day
        while hours is not None and last < 6 and by_day.get(last + 1) == hours:
            last += 1
        found += [(day, last, start, end) for start, end in hours or ()]
        day = last + 1
    return found
