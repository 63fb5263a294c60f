"""Close a period: what everybody owes becomes charges."""

from collections.abc import Callable
from datetime import date

from cellpark.base.actor import Actor
from cellpark.utilities.actions.continue_closing import continue_closing
from cellpark.utilities.actions.start_closing import start_closing
from cellpark.utilities.models import Period
from cellpark.utilities.states import Utility


def close_period(
    *,
    actor: Actor,
    utility: Utility,
    until: date,
    since: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Period:
    """Settle the days of a utility up to ``until`` and hand in a charge for every share of a tenant, here and now.

    Goes on where it was interrupted. ``progress`` hears how many of how many shares are handed in. Raises ``Refused``
    as ``start_closing``.
    """
    period = start_closing(actor=actor, utility=utility, until=until, since=since)
    return continue_closing(actor=actor, period_id=period.id, progress=progress)
