"""Names of the ledger streams of this app."""

from uuid import UUID


def payee_stream(organisation_id: UUID) -> str:
    """The bank accounts of an operator; locked by whoever changes where money goes."""
    return f"payee/{organisation_id}"


def tax_stream(organisation_id: UUID) -> str:
    """The codes by which an operator's lines are invoiced."""
    return f"tax-codes/{organisation_id}"
