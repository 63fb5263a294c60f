"""What the pages of parks need besides the common tags. Load with ``{% load parks %}``."""

from django import template
from django.utils.translation import pgettext

from cellpark.space.public import USES, Building, BuildingUse, Fact, number_of, published_date

register = template.Library()


@register.filter
def published(date: str) -> str:
    """A published date, exactly as precise as its source has it."""
    return published_date(date) if date else ""


@register.filter
def fact_number(fact: Fact) -> str:
    """The number of a fact with its unit; empty for a statement."""
    return number_of(fact)


@register.filter
def building_use(building: Building) -> str:
    """What a building is for; empty where that is not published."""
    return str(USES[BuildingUse(building.use)]) if building.use else ""


@register.simple_tag
def colon() -> str:
    """What stands between a term and its value: a colon and a space, or one full-width colon."""
    return pgettext("between a term and its value", ": ")
