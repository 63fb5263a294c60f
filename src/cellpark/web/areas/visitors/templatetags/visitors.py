"""Rooms and their sizes as visitors read them."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django import template

from cellpark.premises.public import RoomGrade, RoomUse, words
from cellpark.web.pages import formats

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@register.filter
def area(value: Decimal) -> str:
    """An area or a size with its digits grouped, without noughts after the point."""
    whole = value == value.to_integral_value()
    return formats.number(value.quantize(Decimal(1)) if whole else value.normalize())


@register.filter
def use_word(value: str) -> "StrOrPromise":
    """What a room is for."""
    return words.USES[RoomUse(value)]


@register.filter
def grade_word(value: str) -> "StrOrPromise":
    """Its clean grade."""
    return words.GRADES[RoomGrade(value)]
