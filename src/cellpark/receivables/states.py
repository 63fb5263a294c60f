"""Kinds and states of payments and of money that is paid out."""

from enum import StrEnum

from cellpark.billing.public import LineKind
from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.receivables.permissions import ReceivablesPermission as May

TAXED_KINDS = tuple(each for each in LineKind if each is not LineKind.DEPOSIT)
"""The kinds of lines that are invoiced: a deposit is owed back and is no sale."""


class Method(StrEnum):
    """How money came in."""

    BANK = "bank"
    CASH = "cash"
    DEPOSIT = "deposit"  # a deposit that was held is used as a payment


class Origin(StrEnum):
    """Who entered a payment."""

    TYPED = "typed"
    IMPORTED = "imported"
    SET_OFF = "set_off"


class PaymentState(StrEnum):
    """Whether a payment counts."""

    RECEIVED = "received"
    REVERSED = "reversed"


class PayoutKind(StrEnum):
    """Which money leaves an account."""

    REFUND = "refund"  # of a payment, what settles nothing
    RETURN = "return"  # of a deposit
    SET_OFF = "set_off"  # a deposit becomes a payment


class PayoutState(StrEnum):
    """Whether money went out."""

    PROPOSED = "proposed"
    DONE = "done"
    DECLINED = "declined"


class PayeeState(StrEnum):
    """Whether bank details hold."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


PAYEE_LIFECYCLE = register(
    Lifecycle(
        name="receivables.payee",
        states=PayeeState,
        initial=PayeeState.PROPOSED,
        transitions=(
            Transition(
                source=PayeeState.PROPOSED, verb="agree", target=PayeeState.AGREED, permission=May.APPROVE_PAYEE
            ),
            Transition(
                source=PayeeState.PROPOSED, verb="decline", target=PayeeState.DECLINED, permission=May.APPROVE_PAYEE
            ),
            Transition(
                source=PayeeState.PROPOSED, verb="withdraw", target=PayeeState.WITHDRAWN, permission=May.PREPARE_PAYEE
            ),
        ),
        final=frozenset({PayeeState.AGREED, PayeeState.DECLINED, PayeeState.WITHDRAWN}),
    )
)
PAYMENT_LIFECYCLE = register(
    Lifecycle(
        name="receivables.payment",
        states=PaymentState,
        initial=PaymentState.RECEIVED,
        transitions=(
            Transition(
                source=PaymentState.RECEIVED, verb="reverse", target=PaymentState.REVERSED, permission=May.RECORD
            ),
        ),
        final=frozenset({PaymentState.REVERSED}),
    )
)
PAYOUT_LIFECYCLE = register(
    Lifecycle(
        name="receivables.payout",
        states=PayoutState,
        initial=PayoutState.PROPOSED,
        transitions=(
            Transition(
                source=PayoutState.PROPOSED, verb="carry_out", target=PayoutState.DONE, permission=May.APPROVE_PAYOUT
            ),
            Transition(
                source=PayoutState.PROPOSED, verb="decline", target=PayoutState.DECLINED, permission=May.APPROVE_PAYOUT
            ),
        ),
        final=frozenset({PayoutState.DONE, PayoutState.DECLINED}),
    )
)
