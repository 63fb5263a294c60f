"""The label that hangs on a shared resource, by typst."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.booking.public import Resource
from cellpark.labels.public import phone_code

TEMPLATE = Path(__file__).with_name("label.typ")


def resource_label(row: Resource, *, address: str) -> bytes:
    """One label as PDF: both names, place, code, and a QR code that opens ``address``, where it is booked."""
    chinese = (get_language() or "en").startswith("zh")
    name, other = (row.name_zh, row.name_en) if chinese else (row.name_en, row.name_zh)
    data = {
        "name": name or other,
        "other": other if name else "",
        "place": row.place,
        "code": row.code,
        "hint": _("Scan to book or to check in"),
        "symbol": phone_code(address),
    }
    return typeset(TEMPLATE, data, at=now(), lang="zh" if chinese else "en")
