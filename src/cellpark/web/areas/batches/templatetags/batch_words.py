"""What an exception saw, as people read it."""

from django import template

from cellpark.batches.public import seen_words

register = template.Library()


@register.filter
def seen(value: object) -> str:
    """Stretches of time with two decimals, ranges with ≤ and ≥; the entry in the ledger keeps every digit."""
    return seen_words(str(value or ""))
