"""The permit on paper by typst: both languages side by side, to hang at the door."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.facilities import words
from cellpark.facilities.models import Permit
from cellpark.facilities.permit_rules import watch_ends
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.states import PermitKind, PermitState

TEMPLATE = Path(__file__).with_name("permit.typ")
GIVEN = frozenset({PermitState.APPROVED, PermitState.ENDED, PermitState.CLOSED})
"""The states in which the paper is one of a permit that was given."""


def permit_pdf(row: Permit, tenant: str) -> bytes:
    """A4, PDF/A: what is permitted, where, until when, what was looked at, and lines for signatures."""
    return typeset(TEMPLATE, permit_paper(row, tenant), at=now(), lang="zh")


def permit_paper(row: Permit, tenant: str) -> dict[str, Any]:
    """What stands on the paper, in both languages; of what nobody permitted it says so first."""
    terms = terms_of(row)
    zone = ZoneInfo(terms.office.zone)
    hot = row.kind == PermitKind.HOT_WORK
    facts = [
        (_("Where"), row.place),
        (_("From"), _moment(row.starts_at, zone)),
        (_("Until"), _moment(row.ends_at, zone)),
        (_("What is done"), row.text),
        (_("Tenant"), tenant or "\u2013"),
        (_("Firm that does it"), row.contractor or "\u2013"),
    ]
    if hot:
        watched = watch_ends(over_at=None, ends_at=row.ends_at, watch=terms.fire_watch)
        facts += [
            (_("Who watches for fire"), row.fire_watch),
            (_("Fire watch until"), _moment(watched, zone)),
            (_("Extinguisher"), row.extinguisher),
            (_("Detectors isolated"), row.detectors),
        ]
    else:
        facts += [
            (_("Kind of waste"), " / ".join(both(words.WASTE_KINDS[row.waste_kind]))),
            (_("Quantity, kg"), row.quantity),
            (_("Containers"), str(row.containers)),
            (_("Carrier"), row.carrier),
            (_("Licence of the carrier"), row.licence),
            (_("Number of the transfer note"), row.note_number or "\u2013"),
        ]
    known = [terms.checks[each] for each in row.checks]
    return {
        "title": both(words.PERMIT_KINDS[row.kind]),
        "number": row.code,
        "state": both(words.PERMIT_STATES[row.state]),
        "no_permit": [] if row.state in GIVEN else both(_("This is no permit: nothing is permitted by it.")),
        "facts": [[*both(label), value] for label, value in facts],
        "checks_head": both(_("Looked at on the spot")),
        "checks": [[each.name_zh, each.name_en] for each in known],
        "signs": [both(each) for each in (_("Who does it"), _("Who watches for fire"), _("Given by"), _("Checked by"))],
        "printed": [*both(_("Printed")), _moment(now(), zone)],
    }


def both(words_of: Any) -> list[str]:
    """The words in Chinese and in English."""
    found = []
    for language in ("zh-hans", "en"):
        with override(language):
            found.append(str(words_of))
    return found


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
