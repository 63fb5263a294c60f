"""Kinds and states of bills, charges, credit notes and runs."""

from enum import StrEnum

from cellpark.billing.permissions import BillingPermission as May
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class BillKind(StrEnum):
    """Why a bill was made."""

    PERIOD = "period"  # the days of a lease that were not billed before
    CHARGES = "charges"  # charges of a debtor who got no other bill
    CORRECTION = "correction"  # what a lease says of days that were billed before: it changed, or lines were let go


class LineKind(StrEnum):
    """What a line asks money for. The first four are kinds of terms of a lease."""

    RENT = "rent"
    SERVICE = "service"
    DEPOSIT = "deposit"
    ONE_TIME = "one_time"
    CHARGE = "charge"
    LATE_FEE = "late_fee"


AGAIN = {LineKind.CHARGE: "again", LineKind.LATE_FEE: "again.late_fee"}
"""The kinds of source of charges that are billed again; their source is the charge whose line was taken back."""


class ChargeState(StrEnum):
    """Whether a charge waits for a bill."""

    PENDING = "pending"
    BILLED = "billed"
    REVERSED = "reversed"


class CreditState(StrEnum):
    """Whether a credit note counts."""

    PROPOSED = "proposed"
    ISSUED = "issued"
    DECLINED = "declined"


class RunState(StrEnum):
    """Where a billing run stands."""

    RUNNING = "running"
    DONE = "done"


class SeriesKind(StrEnum):
    """What is numbered without a gap."""

    BILL = "B"
    CREDIT = "C"
    PAYMENT = "P"


CHARGE_LIFECYCLE = register(
    Lifecycle(
        name="billing.charge",
        states=ChargeState,
        initial=ChargeState.PENDING,
        transitions=(
            Transition(source=ChargeState.PENDING, verb="bill", target=ChargeState.BILLED, permission=May.RUN),
            Transition(source=ChargeState.PENDING, verb="reverse", target=ChargeState.REVERSED, permission=May.CHARGE),
        ),
        final=frozenset({ChargeState.BILLED, ChargeState.REVERSED}),
    )
)
CREDIT_LIFECYCLE = register(
    Lifecycle(
        name="billing.credit",
        states=CreditState,
        initial=CreditState.PROPOSED,
        transitions=(
            Transition(
                source=CreditState.PROPOSED, verb="issue", target=CreditState.ISSUED, permission=May.APPROVE_CREDIT
            ),
            Transition(
                source=CreditState.PROPOSED, verb="decline", target=CreditState.DECLINED, permission=May.APPROVE_CREDIT
            ),
        ),
        final=frozenset({CreditState.ISSUED, CreditState.DECLINED}),
    )
)
RUN_LIFECYCLE = register(
    Lifecycle(
        name="billing.run",
        states=RunState,
        initial=RunState.RUNNING,
        transitions=(Transition(source=RunState.RUNNING, verb="finish", target=RunState.DONE, permission=May.RUN),),
        final=frozenset({RunState.DONE}),
    )
)
