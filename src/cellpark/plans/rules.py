"""Rules of plans and editions: values in, problems out."""

from datetime import date, timedelta

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem

REASON_MAX = 2_000
SINCE_MAX = timedelta(days=730)


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
