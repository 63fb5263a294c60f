"""Checking the ledger as a whole, and taking records out with everything that proves them."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import LedgerPermission, make_export, tree_size, verify
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.ledger_events import TAG
from cellpark.web.api.schemas.ledger import ExportIn, ReportOut

VERIFY_MAX = 200_000
"""Larger ledgers are checked by the command, which works with several processes and may take its time."""


@operation(
    "POST",
    "ledger/verification",
    access=requires(LedgerPermission.VERIFY),
    answers={200: ReportOut},
    tag=TAG,
    summary=_("Check all that is recorded"),
    keyed=False,
)
def verify_all(request: HttpRequest) -> ReportOut:  # noqa: ARG001 -- ninja's signature
    """Re-read every byte, every chain and the tree. Faults are counted; only the command names records."""
    if tree_size() > VERIFY_MAX:
        raise Refused(Problem("api.ledger_too_large", {"limit": VERIFY_MAX}))
    return ReportOut.of(verify())


@operation(
    "POST",
    "ledger/exports",
    access=requires(LedgerPermission.MAKE_EXPORT),
    answers={200: None},
    tag=TAG,
    summary=_("Export records that prove themselves"),
    keyed=False,
    file="application/zip",
)
def export(request: HttpRequest, body: ExportIn) -> HttpResponse:
    """A zip of whole records with proofs and the programs that check it; what is out of sight is not in it."""
    data = make_export(actor=actor_of(request), streams=sorted(set(body.streams)))
    answer = HttpResponse(data, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="cellpark-{now():%Y%m%d-%H%M%S}.zip"'
    return answer
