"""The contract sheet of a lease as PDF/A-3b: sides, rooms, terms, the first bills, who signed."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from cellpark.base.typesetting import typeset
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeaseState, LeaseVersion, VersionState, words
from cellpark.web.areas.leases.reading import bill_rows, coming, priced
from cellpark.web.pages import formats

TEMPLATE = Path(__file__).with_name("sheet.typ")
LANGUAGES = {"zh": "zh-hans", "en": "en"}
BILLS = 12


def lease_sheet(row: Lease, *, at: datetime, language: str) -> bytes:
    """The sheet in ``zh`` or ``en``; the state is printed on each page, so that a draft is taken for nothing else."""
    with translation.override(LANGUAGES[language]):
        return typeset(TEMPLATE, _data(row), at=at, lang=language)


def _data(row: Lease) -> dict[str, object]:
    versions = [each for each in leases.versions_of(row) if each.state != VersionState.WITHDRAWN]
    names = leases.names_of([row.tenant_id, row.organisation_id])
    said = leases.rent_lease(row, with_pending=True)
    every, _stops = coming(said)
    first = bill_rows(every[:BILLS])
    state = str(words.LEASE_STATES[LeaseState(row.state)])
    return {
        "title": _("Lease"),
        "number": row.number,
        "state": state,
        "footer": f"{row.number} · {state}",
        "page": _("Page"),
        "facts": [
            [_("Landlord"), names.get(row.organisation_id, "")],
            [_("Tenant"), names.get(row.tenant_id, "")],
            [_("First day"), formats.day(row.starts_on)],
            [_("Day after the last"), formats.day(row.until)],
            [_("Days of notice"), str(row.notice_days)],
            [_("A bill every"), _("%(count)s months") % {"count": said.cycle.every_months}],
        ],
        "rooms": {
            "title": _("Rooms"),
            "heads": [_("Room"), _("From"), _("Up to"), _("Works until")],
            "rows": [_room(room) for version in versions for room in version.rooms],
        },
        "terms": {
            "title": _("Terms"),
            "heads": [_("What for"), _("Room"), _("From"), _("Up to"), _("Price"), _("Tax rate")],
            "rows": [
                [str(term.kind), term.room, formats.day(term.since), _day(term.until), term.price, term.tax]
                for term in (priced(each, said.index) for each in said.terms)
            ],
        },
        "bills": {
            "title": _("The first bills"),
            "heads": [_("Due"), _("From"), _("Up to"), _("Tax, CNY"), _("With tax, CNY")],
            "rows": [
                [
                    formats.day(each["bill"].due),
                    formats.day(each["bill"].days.start),
                    _day(each["bill"].days.end),
                    _money(each["bill"].tax),
                    _money(each["bill"].gross),
                ]
                for each in first
            ],
        },
        "signatures": {
            "title": _("Signatures"),
            "heads": [_("Version"), _("Party"), _("Signed at"), _("Signature in the ledger")],
            "rows": [line for each in versions for line in _signatures(each)],
        },
        "none": _("none"),
    }


def _room(room: dict[str, str]) -> list[str]:
    days = [
        _day(date.fromisoformat(room[name])) if room.get(name) else "" for name in ("start", "end", "fit_out_until")
    ]
    return [room["code"], *days]


def _signatures(version: LeaseVersion) -> list[list[str]]:
    return [
        [
            str(version.number),
            str(words.SIDES[side]),
            "" if at is None else formats.instant(at),
            "" if signature is None else str(signature),
        ]
        for side, signature, at in (
            (leases.Side.OPERATOR, version.operator_signature, version.operator_signed_at),
            (leases.Side.TENANT, version.tenant_signature, version.tenant_signed_at),
        )
    ]


def _day(day: date | None) -> str:
    return "" if day is None else formats.day(day)


def _money(amount: Decimal) -> str:
    return formats.number(amount)
