"""What may be said about tariffs, meters and readings. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cellpark.base.text import text_problems
from cellpark.kernel.decimals import BadNumber, parse_typed
from cellpark.kernel.problem import Problem
from cellpark.utilities.rating.metering import Dial, Mark, a_day, step, stretches
from cellpark.utilities.rating.tariff import Step

CODE = re.compile(r"[A-Z0-9][A-Z0-9./_-]{0,39}")
SERIAL_MAX, NOTE_MAX, STEPS_MAX, PERIOD_DAYS_MAX = 60, 500, 8, 366
PRICE_MAX, FACTOR_MAX = Decimal(100_000), Decimal(100_000)
PRICE_DIGITS, FIGURE_DIGITS = 6, 3
USUAL = 3
"""A use of more than so many times the usual one, or less than that part of it, is doubted."""
LOOK_BACK = 365
"""Over so many days the usual use is taken."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """``wrong`` refuses a reading; ``doubtful`` asks whoever reads to look again and say that it is right."""

    wrong: tuple[Problem, ...] = ()
    doubtful: tuple[Problem, ...] = ()


def code_problems(code: str, *, field: str = "code") -> list[Problem]:
    """Codes stand on boxes and lists: capital letters, digits and a few signs."""
    return [] if CODE.fullmatch(code) else [Problem("utilities.code.malformed", {"code": code[:40]}, field=field)]


def price_problems(
    bands: Mapping[str, Sequence[Step]], known: Sequence[str], minimum: Decimal, tax: Decimal
) -> list[Problem]:
    """Each band has steps that begin at nothing and rise; prices, minimum and tax lie in their ranges."""
    problems = []
    if set(bands) != set(known):
        problems.append(Problem("utilities.price.bands", {"bands": ", ".join(known)}, field="prices"))
    for band, steps in bands.items():
        starts = [each.above for each in steps]
        if not steps or starts[0] != 0 or starts != sorted(set(starts)) or len(steps) > STEPS_MAX:
            problems.append(Problem("utilities.price.steps", {"band": band, "most": STEPS_MAX}, field="prices"))
        elif any(not 0 <= each.price < PRICE_MAX or _digits(each.price) > PRICE_DIGITS for each in steps):
            problems.append(Problem("utilities.price.range", {"most": str(PRICE_MAX)}, field="prices"))
    if not 0 <= minimum < PRICE_MAX or _digits(minimum) > 2:
        problems.append(Problem("utilities.price.range", {"most": str(PRICE_MAX)}, field="minimum"))
    if not 0 <= tax < 1 or _digits(tax) > 4:
        problems.append(Problem("utilities.price.tax", field="tax"))
    return problems


def device_problems(*, serial: str, digits: int, factor: Decimal) -> list[Problem]:
    """A device has a number, three to nine digits before the point, and a factor above nothing."""
    problems = text_problems(serial=serial)
    if not serial.strip() or len(serial) > SERIAL_MAX:
        problems.append(Problem("utilities.meter.serial", {"limit": SERIAL_MAX}, field="serial"))
    if not 3 <= digits <= 9:
        problems.append(Problem("utilities.meter.digits", field="digits"))
    if not 0 < factor < FACTOR_MAX or _digits(factor) > FIGURE_DIGITS:
        problems.append(Problem("utilities.meter.factor", field="factor"))
    return problems


def register_problems(registers: Mapping[str, Decimal], bands: Sequence[str], digits: int) -> list[Problem]:
    """Every register has a value that its digits can show."""
    problems = [
        Problem("utilities.reading.register", {"band": band}, field=band) for band in bands if band not in registers
    ]
    problems += [
        Problem("utilities.reading.register", {"band": band}, field=band) for band in registers if band not in bands
    ]
    problems += [
        Problem("utilities.reading.range", {"value": str(value), "digits": digits}, field=band)
        for band, value in registers.items()
        if not 0 <= value < Decimal(10) ** digits or _digits(value) > FIGURE_DIGITS
    ]
    return problems


def judge(dial: Dial, mark: Mark, *, fitted: date, removed: date | None, today: date) -> Judgement:
    """Whether a reading can be, and whether it is as usual. ``dial`` holds the other readings."""
    if mark.day > today:
        return Judgement((Problem("utilities.reading.future", {"day": mark.day.isoformat()}, field="day"),))
    if mark.day < fitted or (removed is not None and mark.day > removed):
        return Judgement((Problem("utilities.reading.not_there", {"day": mark.day.isoformat()}, field="day"),))
    if any(each.day == mark.day for each in dial.marks):
        return Judgement((Problem("utilities.reading.twice", {"day": mark.day.isoformat()}, field="day"),))
    before = max((each for each in dial.marks if each.day < mark.day), key=lambda each: each.day, default=None)
    after = min((each for each in dial.marks if each.day > mark.day), key=lambda each: each.day, default=None)
    wrong: list[Problem] = []
    doubtful: list[Problem] = []
    for first, second in ((before, mark), (mark, after)):
        if first is not None and second is not None:
            found = _falling(dial, first, second)
            wrong += found.wrong
            doubtful += found.doubtful
    if before is not None and not wrong:
        doubtful += _unusual(dial, before, mark)
    return Judgement(tuple(wrong), tuple(doubtful))


def _falling(dial: Dial, first: Mark, second: Mark) -> Judgement:
    """What speaks against a value that is less than the one before it, register by register."""
    wrong, doubtful = [], []
    for band, value in second.values.items():
        way, rolled = step(first.values[band], value, dial.digits)
        if not rolled:
            continue
        guess = _estimate_in_the_way(dial, first, second, band)
        said = {"value": str(value), "before": str(first.values[band]), "day": first.day.isoformat()}
        if guess is not None:
            wrong.append(Problem("utilities.reading.estimate", guess, field=band))
        elif way > Decimal(10) ** dial.digits / 2:
            wrong.append(Problem("utilities.reading.backwards", said, field=band))
        else:
            doubtful.append(Problem("utilities.reading.rolled", {**said, "way": str(way)}, field=band))
    return Judgement(tuple(wrong), tuple(doubtful))


def _estimate_in_the_way(dial: Dial, first: Mark, second: Mark, band: str) -> dict[str, str] | None:
    """What to say where a value falls because of an estimate alone; None where it rolled over, or was misread.

    Between the true readings around the estimate it rises, or nobody read it since and it would have run backwards.
    ``likely`` lies on the line between these readings.
    """
    if first.estimated == second.estimated:
        return None
    guess, true = (first, second) if first.estimated else (second, first)
    known = sorted((true, *(each for each in dial.marks if not each.estimated)), key=lambda each: each.day)
    start = next((each for each in reversed(known) if each.day < guess.day), None)
    end = next((each for each in known if each.day > guess.day), None)
    if start is None:
        return None
    if end is None:
        if step(first.values[band], second.values[band], dial.digits)[0] <= Decimal(10) ** dial.digits / 2:
            return None
        end = start
    way = end.values[band] - start.values[band]
    if way < 0:
        return None
    part = Decimal((guess.day - start.day).days) / max((end.day - start.day).days, 1)
    likely = (start.values[band] + way * min(part, Decimal(1))).quantize(Decimal(1).scaleb(-FIGURE_DIGITS))
    return {
        "value": str(true.values[band]),
        "before": str(guess.values[band]),
        "day": guess.day.isoformat(),
        "likely": f"{likely.normalize():f}",
    }


def _unusual(dial: Dial, before: Mark, mark: Mark) -> list[Problem]:
    known = stretches([Dial(dial.marks, dial.digits, dial.factor)])
    usual = a_day(known, before=before.day + timedelta(days=1), within=LOOK_BACK)
    if usual is None:
        return []
    [now] = stretches([Dial([before, mark], dial.digits, dial.factor)])
    found = []
    for band, quantity in now.used.items():
        per_day, mean = quantity / now.count, usual[band]
        if mean > 0 and not mean / USUAL <= per_day <= mean * USUAL:
            said = {"now": f"{float(per_day):.1f}", "usual": f"{float(mean):.1f}"}
            found.append(Problem("utilities.reading.unusual", said, field=band))
    return found


def parse_figure(text: str) -> Decimal | None:
    """A number as people type it; None when it is none."""
    try:
        return parse_typed(text)
    except BadNumber:
        return None


def steps_of(text: str) -> tuple[Step, ...] | None:
    """Steps as people type them: ``0.85``, or ``0: 3.00; 100: 5.00``; None when they are none."""
    found = []
    for part in text.split(";"):
        above, colon, price = part.rpartition(":")
        numbers = parse_figure(above) if colon else Decimal(0), parse_figure(price)
        if numbers[0] is None or numbers[1] is None:
            return None
        found.append(Step(numbers[0], numbers[1]))
    return tuple(found)


def steps_text(steps: Sequence[Step]) -> str:
    """Steps as people type them."""
    if len(steps) == 1:
        return f"{steps[0].price:f}"
    return "; ".join(f"{each.above:f}: {each.price:f}" for each in steps)


def _digits(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
