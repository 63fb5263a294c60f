"""Bills, credit notes and runs: what the pages do, for programs."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.base.scope import widened
from cellpark.billing import public as billing
from cellpark.billing.public import Bill, BillingPermission, BillKind, Charge, CreditNote, Run
from cellpark.identity.public import Organisation
from cellpark.kernel.interval import Interval
from cellpark.leases.public import lease as lease_of
from cellpark.web.api.calls import page, perform, repeated
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.billing import (
    AgainOut,
    BillOut,
    BillWithLinesOut,
    ChargeIn,
    ChargeOut,
    CorrectionOut,
    CreditIn,
    CreditOut,
    DecisionIn,
    LineOut,
    PreviewOut,
    RunIn,
    RunOut,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn

TAG = "billing"
SEE, RUN, CHARGE, CREDIT, DECIDE = (
    requires(each)
    for each in (
        BillingPermission.SEE,
        BillingPermission.RUN,
        BillingPermission.CHARGE,
        BillingPermission.PREPARE_CREDIT,
        BillingPermission.APPROVE_CREDIT,
    )
)


def operator(request: HttpRequest) -> UUID:
    """The organisation for which somebody works; who works for none finds nothing."""
    found = actor_of(request).organisation_id
    if found is None:
        raise Bill.DoesNotExist
    return found


def once(request: HttpRequest, response: HttpResponse, act: Callable[[], Any]) -> UUID:
    """Do an act that gives a row, once for each Idempotency-Key; the id of the row."""

    def run() -> UUID:
        made: UUID = act().id
        return made

    done = perform(request, run)
    repeated(response, done)
    return done.id


@operation("GET", "bills", access=SEE, answers={200: list[BillOut]}, tag=TAG, summary=_("List bills"))
def list_bills(
    request: HttpRequest,
    response: HttpResponse,
    kind: BillKind | None = None,
    debtor_id: UUID | None = None,
    after: After = None,
    limit: Limit = 50,
) -> list[BillOut]:
    """The bills in sight, in the order in which they were made."""
    rows = billing.bills() if kind is None else billing.bills().filter(kind=kind)
    rows = rows if debtor_id is None else rows.filter(debtor_id=debtor_id)
    return [BillOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]


@operation("GET", "bills/{bill_id}", access=SEE, answers={200: BillWithLinesOut}, tag=TAG, summary=_("Read a bill"))
def get_bill(request: HttpRequest, bill_id: UUID) -> BillWithLinesOut:  # noqa: ARG001 -- ninja's signature
    """One bill with its lines."""
    row: Bill = billing.bills().get(id=bill_id)
    found = BillWithLinesOut.of(row)
    found.lines = [LineOut.of(each) for each in row.lines.order_by("position")]
    return found


@operation(
    "POST",
    "bills/{bill_id}/credit",
    access=CREDIT,
    answers={200: CreditOut},
    tag=TAG,
    summary=_("Prepare a credit note"),
)
def credit_a_bill(request: HttpRequest, response: HttpResponse, bill_id: UUID, body: CreditIn) -> CreditOut:
    """Up to the stated amount it counts at once."""
    billing.bills().get(id=bill_id)
    made = once(
        request,
        response,
        lambda: billing.propose_credit(
            actor=actor_of(request), bill_id=bill_id, reason=body.reason, line_ids=body.lines
        ),
    )
    return CreditOut.of(CreditNote.objects.get(id=made))


@operation(
    "POST",
    "bills/{bill_id}/again",
    access=DECIDE,
    answers={200: AgainOut},
    tag=TAG,
    summary=_("Bill again what credit notes took back"),
    keyed=False,
)
def bill_a_bill_again(request: HttpRequest, bill_id: UUID, body: ReasonIn) -> AgainOut:
    """Where nothing is left to bill again it is refused, so that a repetition does no harm."""
    billing.bills().get(id=bill_id)
    made = billing.bill_again(actor=actor_of(request), bill_id=bill_id, reason=body.reason)
    return AgainOut(bill=None if made.bill is None else made.bill.id, charges=[each.id for each in made.charges])


@operation(
    "POST",
    "credit-notes/{credit_id}/decide",
    access=DECIDE,
    answers={200: CreditOut},
    tag=TAG,
    summary=_("Decide about a credit note"),
)
def decide_about_a_credit(request: HttpRequest, response: HttpResponse, credit_id: UUID, body: DecisionIn) -> CreditOut:
    """Never whoever prepared it."""
    CreditNote.objects.get(id=credit_id)
    made = once(
        request,
        response,
        lambda: billing.decide_credit(actor=actor_of(request), credit_id=credit_id, issued=body.agree),
    )
    return CreditOut.of(CreditNote.objects.get(id=made))


@operation("GET", "billing-runs", access=RUN, answers={200: list[RunOut]}, tag=TAG, summary=_("List billing runs"))
def list_runs(request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50) -> list[RunOut]:
    """The runs in sight."""
    return [RunOut.of(row) for row in page(request, response, billing.runs(), after=after, limit=limit)]


@operation("GET", "billing-runs/{run_id}", access=RUN, answers={200: RunOut}, tag=TAG, summary=_("Read a billing run"))
def get_run(request: HttpRequest, run_id: UUID) -> RunOut:  # noqa: ARG001 -- ninja's signature
    """How far it is."""
    return RunOut.of(billing.runs().get(id=run_id))


@operation(
    "GET",
    "billing-preview",
    access=RUN,
    answers={200: PreviewOut},
    tag=TAG,
    summary=_("Say what a billing run would do"),
    refuses=(409,),
)
def preview_a_run(request: HttpRequest, until: date) -> PreviewOut:
    """Nothing is written."""
    found = billing.preview_run(organisation_id=operator(request), until=until)
    return PreviewOut(
        **{name: getattr(found, name) for name in PreviewOut.model_fields if name != "failures"},
        failures=list(found.failures),
    )


@operation("POST", "billing-runs", access=RUN, answers={200: RunOut}, tag=TAG, summary=_("Start a billing run"))
def start_a_run(request: HttpRequest, response: HttpResponse, body: RunIn) -> RunOut:
    """The worker does it; ask for the run to see how far it is."""
    mine = operator(request)
    made = once(
        request,
        response,
        lambda: billing.start_run(actor=actor_of(request), organisation_id=mine, until=body.until),
    )
    return RunOut.of(Run.objects.get(id=made))


@operation(
    "POST",
    "leases/{lease_id}/correction",
    access=CREDIT,
    answers={200: CorrectionOut},
    tag=TAG,
    summary=_("Correct the bills of a lease by the difference"),
    keyed=False,
)
def correct_a_lease(request: HttpRequest, lease_id: UUID, body: ReasonIn) -> CorrectionOut:
    """Where nothing differs it is refused, so that a repetition does no harm."""
    lease_of(lease_id)
    notes, bill = billing.correct_lease(actor=actor_of(request), lease_id=lease_id, reason=body.reason)
    return CorrectionOut(credits=[each.id for each in notes], bill=None if bill is None else bill.id)


@operation(
    "POST", "charges", access=CHARGE, answers={200: ChargeOut}, tag=TAG, summary=_("Hand in a charge"), keyed=False
)
def post_a_charge(request: HttpRequest, body: ChargeIn) -> ChargeOut:
    """The same source twice is one charge."""
    with widened(body.debtor_id):
        # an account of nobody would be billed for ever
        Organisation.objects.get(id=body.debtor_id)
    made = billing.post_charge(
        actor=actor_of(request),
        organisation_id=operator(request),
        days=Interval(body.since, body.until),
        **body.model_dump(exclude={"since", "until"}),
    )
    return ChargeOut.of(made)


@operation(
    "POST",
    "charges/{charge_id}/reverse",
    access=CHARGE,
    answers={200: ChargeOut},
    tag=TAG,
    summary=_("Take a charge back"),
)
def reverse_a_charge(request: HttpRequest, response: HttpResponse, charge_id: UUID, body: ReasonIn) -> ChargeOut:
    """What was billed gets a credit note."""
    row: Charge = Charge.objects.get(id=charge_id)
    made = once(
        request, response, lambda: billing.reverse_charge(actor=actor_of(request), charge=row, reason=body.reason)
    )
    return ChargeOut.of(Charge.objects.get(id=made))
