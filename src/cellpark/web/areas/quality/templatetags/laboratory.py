"""Results and criteria as a laboratory writes them: ``dose in 1e7..2.5e8 cells`` is 1 × 10⁷ – 2.5 × 10⁸ cells."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.translation import gettext_lazy as _

from cellpark.web.pages import formats

register = template.Library()
# answers that the specifications of this trade offer; another answer stands as its author wrote it
ANSWERS: Mapping[str, object] = {
    "matches": _("matches"),
    "does not match": _("does not match"),
    "as described": _("as described"),
    "not as described": _("not as described"),
    "negative": _("negative"),
    "positive": _("positive"),
    "detected": _("detected"),
    "not detected": _("not detected"),
    "growth": _("growth"),
    "no growth": _("no growth"),
}
SIGNS: Mapping[str, str] = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}
_MEASURED = re.compile(r"(?P<number>[+-]?\d[\d.]*(?:[eE][+-]?\d+)?)(?: (?P<unit>\S+))?")
_COMPARED = re.compile(r"[a-z]\w* (?P<sign>>=|<=|>|<) (?P<value>\S+(?: \S+)?)")
_WITHIN = re.compile(r"[a-z]\w* in (?P<low>[\d.eE+-]+?)\.\.(?P<high>[\d.eE+-]+)(?: (?P<unit>\S+))?")
_EQUAL = re.compile(r'[a-z]\w* == "(?P<answer>[^"]+)"')


@register.filter
def result(value: object) -> str:
    """A value with its unit as people write it; an answer in the reader's language; anything else unchanged."""
    said = str(value or "").strip()
    if said in ANSWERS:
        return str(ANSWERS[said])
    measured = _MEASURED.fullmatch(said)
    if measured is None:
        return said
    return _written(measured["number"], measured["unit"] or "")


@register.filter
def criterion(value: object) -> str:
    """A criterion without the code of its attribute, which stands beside it; a longer expression stands unchanged."""
    said = str(value or "").strip()
    if equal := _EQUAL.fullmatch(said):
        return result(equal["answer"])
    if within := _WITHIN.fullmatch(said):
        return f"{_written(within['low'], '')} – {_written(within['high'], within['unit'] or '')}"
    if compared := _COMPARED.fullmatch(said):
        return f"{SIGNS[compared['sign']]} {result(compared['value'])}"
    return said


def _written(number: str, unit: str) -> str:
    try:
        exact = Decimal(number)
    except InvalidOperation:
        return f"{number} {unit}".strip()
    said = str(_("copies/cell")) if unit == "copy/cell" else formats.unit("cell" if unit == "cells" else unit)
    return f"{formats.number(exact)} {said}".strip()
