"""What an operator says of itself on bills and invoices: bank details, tax classification codes; for programs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.receivables import public as receivables
from cellpark.receivables.public import BankDetails, Payee, ReceivablesPermission, TaxCode
from cellpark.web.api.calls import page
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.billing_bills import once
from cellpark.web.api.schemas.billing import DecisionIn, PayeeIn, PayeeOut, TaxCodeIn, TaxCodeOut
from cellpark.web.api.schemas.lists import After, Limit

TAG = "receivables"
EXPORT, WRITE_PAYEE, AGREE_PAYEE, SET_TAX_CODE = (
    requires(each)
    for each in (
        ReceivablesPermission.EXPORT,
        ReceivablesPermission.PREPARE_PAYEE,
        ReceivablesPermission.APPROVE_PAYEE,
        ReceivablesPermission.SET_TAX_CODE,
    )
)


@operation("GET", "payees", access=WRITE_PAYEE, answers={200: list[PayeeOut]}, tag=TAG, summary=_("List bank details"))
def list_payees(request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50) -> list[PayeeOut]:
    """What bills print or printed, and what waits for a second person."""
    return [PayeeOut.of(row) for row in page(request, response, Payee.objects.all(), after=after, limit=limit)]


@operation("POST", "payees", access=WRITE_PAYEE, answers={200: PayeeOut}, tag=TAG, summary=_("Write down bank details"))
def write_payee_down(request: HttpRequest, response: HttpResponse, body: PayeeIn) -> PayeeOut:
    """Bills print them once another person agreed."""
    said = body.model_dump()
    reason = said.pop("reason")
    made = once(
        request,
        response,
        lambda: receivables.propose_payee(actor=actor_of(request), details=BankDetails(**said), reason=reason),
    )
    return PayeeOut.of(Payee.objects.get(id=made))


@operation(
    "POST",
    "payees/{payee_id}/decide",
    access=AGREE_PAYEE,
    answers={200: PayeeOut},
    tag=TAG,
    summary=_("Decide about bank details"),
)
def decide_about_a_payee(request: HttpRequest, response: HttpResponse, payee_id: UUID, body: DecisionIn) -> PayeeOut:
    """Never whoever wrote them down."""
    Payee.objects.get(id=payee_id)
    made = once(
        request,
        response,
        lambda: receivables.decide_payee(actor=actor_of(request), payee_id=payee_id, agreed=body.agree),
    )
    return PayeeOut.of(Payee.objects.get(id=made))


@operation(
    "POST",
    "payees/{payee_id}/withdraw",
    access=WRITE_PAYEE,
    answers={200: PayeeOut},
    tag=TAG,
    summary=_("Withdraw bank details"),
)
def withdraw_a_payee(request: HttpRequest, response: HttpResponse, payee_id: UUID) -> PayeeOut:
    """Only whoever wrote them down, before anybody decided."""
    Payee.objects.get(id=payee_id)
    made = once(request, response, lambda: receivables.withdraw_payee(actor=actor_of(request), payee_id=payee_id))
    return PayeeOut.of(Payee.objects.get(id=made))


@operation(
    "GET",
    "tax-codes",
    access=EXPORT,
    answers={200: list[TaxCodeOut]},
    tag=TAG,
    summary=_("List tax classification codes"),
)
def list_tax_codes(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[TaxCodeOut]:
    """By which codes lines are and were invoiced."""
    rows = page(request, response, receivables.tax_codes(), after=after, limit=limit)
    return [TaxCodeOut.of(row) for row in rows]


@operation(
    "POST",
    "tax-codes",
    access=SET_TAX_CODE,
    answers={200: TaxCodeOut},
    tag=TAG,
    summary=_("Set a tax classification code"),
)
def set_a_tax_code(request: HttpRequest, response: HttpResponse, body: TaxCodeIn) -> TaxCodeOut:
    """It holds from its day until the next one."""
    made = once(request, response, lambda: receivables.set_tax_code(actor=actor_of(request), **body.model_dump()))
    return TaxCodeOut.of(TaxCode.objects.get(id=made))
