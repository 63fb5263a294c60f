"""Items of a country's rule and countries, in the reader's language."""

from django import template

from cellpark.web.areas.orders.words import country_words, item_words
from cellpark.web.areas.release.words import RECORDS

register = template.Library()


@register.filter
def item(value: object) -> str:
    """One thing that a country asks for."""
    return item_words(str(value))


@register.filter
def country(value: object) -> str:
    """A country by its name."""
    return country_words(str(value))


@register.filter
def supply_record(value: object) -> str:
    """A record of a supply out of specification by what people call it."""
    return str(RECORDS.get(str(value), value))
