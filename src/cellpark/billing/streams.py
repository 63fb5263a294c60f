"""Names of the ledger streams of this app, and of the lock under which a debtor's money moves."""

from uuid import UUID


def charge_stream(organisation_id: UUID, debtor_id: UUID) -> str:
    """The charges of one debtor."""
    return f"charges/{organisation_id}/{debtor_id}"


def bill_stream(bill_id: UUID) -> str:
    """One bill and its credit notes."""
    return f"bill/{bill_id}"


def run_stream(organisation_id: UUID) -> str:
    """The billing runs of an operator; its head is locked while bills get their numbers."""
    return f"billing/{organisation_id}"


def account_stream(organisation_id: UUID, debtor_id: UUID) -> str:
    """The account of one debtor: payments, allocations, deposits. Locked by whatever moves what is open of a bill."""
    return f"account/{organisation_id}/{debtor_id}"
