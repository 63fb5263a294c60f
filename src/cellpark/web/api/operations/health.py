"""Whether the site works: for load balancers and alarms, without any secret."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from cellpark.access.public import PUBLIC
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.public import sealing
from cellpark.web.api.operation import operation


class HealthOut(Schema):
    """``ok``, or ``late`` when entries wait for the sealer longer than a minute; the lag is in seconds."""

    status: str
    sealed: int
    waiting: int
    lag_s: float


LATE_AFTER_S = 60.0


@operation(
    "GET", "health", access=PUBLIC, answers={200: HealthOut}, tag="health", summary=_("Ask whether the site works")
)
def read_health(request: HttpRequest) -> HealthOut:  # noqa: ARG001 -- ninja's signature
    """An answer means that web server and database work; without the database every call fails with 500."""
    # counts of the whole tree, which belong to nobody
    with use_scope(EVERYTHING):
        found = sealing()
    status = "late" if found.lag_s > LATE_AFTER_S else "ok"
    return HealthOut(status=status, sealed=found.size, waiting=found.waiting, lag_s=round(found.lag_s, 3))
