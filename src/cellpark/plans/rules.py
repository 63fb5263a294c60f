"""Rules of plans and editions: values in, problems out."""

from datetime import date, timedelta

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem

REASON_MAX = 2_000
SINCE_MAX = timedelta(days=730)
TURNS_MAX, SEED_MAX, DAYS_MAX, SCENARIOS_MAX = 200_000, 2**32, 366, 100_000


def reason_problems(reason: str) -> list[Problem]:
    """Whoever declines says why, for who reads it later."""
    if not reason.strip():
        return [Problem("base.reason_required", field="reason")]
    if len(reason) > REASON_MAX:
        return [Problem("base.too_long", {"limit": REASON_MAX}, field="reason")]
    return text_problems(reason=reason)


def since_problems(since: date, today: date) -> list[Problem]:
    """An edition holds from today or a day to come on: plans that were drawn up keep the one they stand on."""
    if since < today:
        return [Problem("plans.edition.past", field="since")]
    if since > today + SINCE_MAX:
        return [Problem("plans.edition.far", {"days": SINCE_MAX.days}, field="since")]
    return []


def effort_problems(*, turns: int, seed: int, days: int) -> list[Problem]:
    """How much a search may try, and for how many days it plans."""
    return [
        *_range_problems("turns", turns, 1, TURNS_MAX),
        *_range_problems("seed", seed, 0, SEED_MAX),
        *_range_problems("days", days, 1, DAYS_MAX),
    ]


def scenario_problems(*, scenarios: int, seed: int) -> list[Problem]:
    """How many scenarios are counted."""
    return [
        *_range_problems("scenarios", scenarios, 1, SCENARIOS_MAX),
        *_range_problems("seed", seed, 0, SEED_MAX),
    ]


def _range_problems(field: str, value: int, least: int, most: int) -> list[Problem]:
    if least <= value <= most:
        return []
    return [Problem("plans.work.range", {"least": least, "most": most}, field=field)]
