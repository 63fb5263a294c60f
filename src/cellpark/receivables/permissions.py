"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class ReceivablesPermission(StrEnum):
    """``app:thing:act``."""

    SEE = "receivables:account:see"
    OVERSEE = "receivables:ageing:see"
    RECORD = "receivables:payment:record"
    REMIND = "receivables:reminder:send"
    PREPARE_PAYOUT = "receivables:payout:prepare"
    APPROVE_PAYOUT = "receivables:payout:approve"
    EXPORT = "receivables:journal:export"
    SET_TAX_CODE = "receivables:tax_code:set"
    PREPARE_PAYEE = "receivables:payee:prepare"
    APPROVE_PAYEE = "receivables:payee:approve"


_SEE: frozenset[str] = frozenset({ReceivablesPermission.SEE})
_STAFF = _SEE | {
    ReceivablesPermission.OVERSEE,
    ReceivablesPermission.RECORD,
    ReceivablesPermission.REMIND,
    ReceivablesPermission.PREPARE_PAYOUT,
    ReceivablesPermission.EXPORT,
    ReceivablesPermission.PREPARE_PAYEE,
}

# a tenant sees its own account and no other: the rows say so
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PARK_STAFF: _STAFF,
    Role.PARK_MANAGER: _STAFF
    | {
        ReceivablesPermission.APPROVE_PAYOUT,
        ReceivablesPermission.APPROVE_PAYEE,
        ReceivablesPermission.SET_TAX_CODE,
    },
    Role.ORGANISATION_ADMINISTRATOR: _SEE,
    Role.MEMBER: _SEE,
}
