"""Bills and statements on paper."""

from cellpark.web.areas.billing.paper.documents import bill_pdf, letter_pdf, statement_pdf

__all__ = ["bill_pdf", "letter_pdf", "statement_pdf"]
