"""Words for terms and bills, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.rent.public import Basis, TermKind, Why

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]

KINDS: Words = {
    TermKind.RENT: pgettext_lazy("term", "Rent"),
    TermKind.SERVICE: pgettext_lazy("term", "Service charge"),
    TermKind.DEPOSIT: pgettext_lazy("term", "Deposit"),
    TermKind.ONE_TIME: pgettext_lazy("term", "One-time payment"),
}
BASES: Words = {
    Basis.AREA_MONTH: _("1 m² a month"),
    Basis.AREA_DAY: _("1 m² a day"),
    Basis.AREA_YEAR: _("1 m² a year"),
    Basis.MONTH: _("a month"),
    Basis.YEAR: _("a year"),
    Basis.DAY: _("a day"),
    Basis.ONCE: _("once"),
}
PRICES: Words = {
    Basis.AREA_MONTH: _("CNY/m² a month"),
    Basis.AREA_DAY: _("CNY/m² a day"),
    Basis.AREA_YEAR: _("CNY/m² a year"),
    Basis.MONTH: _("CNY a month"),
    Basis.YEAR: _("CNY a year"),
    Basis.DAY: _("CNY a day"),
    Basis.ONCE: _("CNY once"),
}
WHY: Words = {
    Why.AGREED: pgettext_lazy("rate", "agreed"),
    Why.STEPPED: pgettext_lazy("rate", "step"),
    Why.ESCALATED: pgettext_lazy("rate", "grown"),
    Why.INDEXED: pgettext_lazy("rate", "index"),
    Why.FREE: pgettext_lazy("rate", "free of rent"),
}
CYCLES = [
    ("1", _("month")),
    ("2", _("2 months")),
    ("3", _("3 months")),
    ("4", _("4 months")),
    ("6", _("6 months")),
    ("12", _("12 months")),
]
