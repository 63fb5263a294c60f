"""What may be permitted in this app. Who holds it stands in ``cellpark.access.roles``."""

from enum import StrEnum


class LedgerPermission(StrEnum):
    """``app:thing:act``."""

    SEE_EVENTS = "ledger:event:see"
    VERIFY = "ledger:event:verify"
    MAKE_EXPORT = "ledger:export:make"
    MAKE_CHECKPOINT = "ledger:checkpoint:make"
    MANAGE_WITNESSES = "ledger:witness:manage"
    ERASE_SUBJECT = "ledger:subject:erase"
