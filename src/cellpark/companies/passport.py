"""What a company takes along, in words and as values: the readable part of its passport."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override, pgettext

from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.billing.public import Bill, bills_of
from cellpark.companies import words
from cellpark.companies.judging import vocabulary_of
from cellpark.companies.kinds import kind_words, value_words
from cellpark.companies.models import Company, Milestone, Need, Passage
from cellpark.companies.queries import milestones_of, needs_of, passages_of
from cellpark.companies.standing import Glide, glide_path
from cellpark.leases.public import Lease, leases_of
from cellpark.leases.public import words as lease_words
from cellpark.ledger.public import Attached
from cellpark.receivables.public import Payment, payments
from cellpark.recognition.public import Vocabulary

TEMPLATE = Path(__file__).with_name("passport.typ")
DASH = "\u2013"


def passport_files(row: Company, on: date) -> list[Attached]:
    """The same as a document in both languages and as values for programs."""
    told = _told(row, on)
    return [
        Attached(
            path="passport.zh.pdf",
            content=_document(row, on, told, "zh-hans"),
            **_both(gettext_noop("Graduation passport in Chinese")),
        ),
        Attached(
            path="passport.en.pdf",
            content=_document(row, on, told, "en"),
            **_both(gettext_noop("Graduation passport in English")),
        ),
        Attached(
            path="passport.json",
            content=orjson.dumps(_values(row, on, told), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS),
            **_both(gettext_noop("The passport as values for programs")),
        ),
    ]


def _both(said: str) -> dict[str, str]:
    found = {}
    for key, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            found[key] = _(said)
    return found


def leases_with(row: Company) -> list[Lease]:
    """The leases of a company, the oldest first."""
    return [] if row.tenant_id is None else sorted(leases_of(row.tenant_id), key=lambda each: each.starts_on)


def bills_with(row: Company) -> list[Bill]:
    """The bills of a company, the oldest first."""
    return [] if row.tenant_id is None else list(bills_of(row.tenant_id).order_by("issued_on", "number"))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told, read once for both languages."""

    passages: Sequence[Passage]
    milestones: Sequence[Milestone]
    needs: Sequence[Need]
    recognitions: Sequence[Glide]
    leases: Sequence[Lease]
    bills: Sequence[Bill]
    paid: Sequence[Payment]
    vocabulary: Vocabulary


def _told(row: Company, on: date) -> _Told:
    return _Told(
        list(passages_of(row.id)),
        [each for each in milestones_of(row.id) if not each.voided],
        list(needs_of(row.id)),
        glide_path(row, on),
        leases_with(row),
        bills_with(row),
        []
        if row.tenant_id is None
        else list(payments().filter(debtor_id=row.tenant_id).order_by("received_on", "number")),
        vocabulary_of(row.organisation_id),
    )


def _document(row: Company, on: date, told: _Told, language: str) -> bytes:
    with override(language):
        zh = language.startswith("zh")
        data: dict[str, object] = {
            "kicker": _("Graduation passport"),
            "name": row.name,
            "other_name": (row.name_en if zh else row.name_zh) if row.name_zh and row.name_en else "",
            "lead": _("Everything below stands in the record of the park; verify.py beside this document proves it."),
            "footer": f"{row.code or row.id} \u00b7 {on.isoformat()}",
            "sections": _sections(told, language),
        }
        return typeset(TEMPLATE, data, at=now(), lang="zh" if zh else "en")


def _section(title: str, widths: list[str], heads: list[str], rows: list[list[str]]) -> dict[str, object]:
    return {"title": title, "widths": widths, "heads": heads, "rows": rows, "empty": _("Nothing on record.")}


def _text(value: object) -> str:
    return DASH if value in (None, "") else str(value)


def _sections(told: _Told, language: str) -> list[dict[str, object]]:
    lives = [
        [each.day.isoformat(), str(words.STATES[each.state]), _text(words.STAGES.get(each.stage))]
        for each in told.passages
    ]
    leases = [
        [each.number, each.starts_on.isoformat(), each.until.isoformat(), _lease_state(each)] for each in told.leases
    ]
    needs = [
        [each.since.isoformat(), each.text, str(words.NEED_STATES[each.state]), _text(each.met_by)]
        for each in told.needs
    ]
    return [
        _section(_("Life in the park"), ["1fr"] * 3, [_("Day"), _("State"), _("Stage")], lives),
        _section(_("Leases"), ["1fr"] * 4, [_("Number"), _("From"), _("Until"), _("State")], leases),
        _section(
            _("Bills"),
            ["1fr"] * 4,
            [_("Number"), _("Issued on"), _("Due on"), pgettext("money", "Amount")],
            [[each.number, each.issued_on.isoformat(), each.due.isoformat(), f"{each.gross}"] for each in told.bills],
        ),
        _section(
            _("Payments"),
            ["1fr"] * 3,
            [_("Number"), pgettext("money", "Received on"), pgettext("money", "Amount")],
            [[each.number, each.received_on.isoformat(), f"{each.amount}"] for each in told.paid],
        ),
        _milestones(told),
        _recognitions(told, language),
        _section(_("Needs"), ["auto", "2fr", "1fr", "1fr"], [_("Since"), _("Need"), _("State"), _("Met by")], needs),
    ]


def _milestones(told: _Told) -> dict[str, object]:
    rows = [
        [
            each.day.isoformat(),
            kind_words(each.kind, told.vocabulary, told.recognitions),
            value_words(each),
            each.evidence,
        ]
        for each in told.milestones
    ]
    heads = [_("Day"), _("Milestone"), _("Value"), _("Evidence")]
    return _section(_("Milestones"), ["auto", "1.4fr", "1fr", "1.6fr"], heads, rows)


def _recognitions(told: _Told, language: str) -> dict[str, object]:
    rows = [
        [
            each.recognition.words.in_language(language),
            _text(each.granted_on),
            str(words.STANDINGS[each.judgement.standing]),
        ]
        for each in told.recognitions
    ]
    heads = [_("Recognition"), _("Granted"), _("By the rules in force")]
    return _section(_("Recognitions"), ["1.6fr", "1fr", "1fr"], heads, rows)


def _lease_state(lease: Lease) -> str:
    return str(lease_words.LEASE_STATES[lease.state])


def _values(row: Company, on: date, told: _Told) -> dict[str, Any]:
    return {
        "format": "cellpark.passport/1",
        "on": on.isoformat(),
        "company": {"id": str(row.id), "name_zh": row.name_zh, "name_en": row.name_en, "code": row.code},
        "passages": [{"day": each.day.isoformat(), "state": each.state, "stage": each.stage} for each in told.passages],
        "leases": [
            {
                "number": each.number,
                "state": str(each.state),
                "from": each.starts_on.isoformat(),
                "until": each.until.isoformat(),
            }
            for each in told.leases
        ],
        "bills": [
            {
                "number": each.number,
                "issued_on": each.issued_on.isoformat(),
                "due": each.due.isoformat(),
                "gross": str(each.gross),
            }
            for each in told.bills
        ],
        "payments": [
            {"number": each.number, "received_on": each.received_on.isoformat(), "amount": str(each.amount)}
            for each in told.paid
        ],
        "milestones": [
            {
                "kind": each.kind,
                "value": each.value,
                "unit": each.unit,
                "day": each.day.isoformat(),
                "evidence": each.evidence,
            }
            for each in told.milestones
        ],
        "recognitions": [
            {
                "key": each.recognition.key,
                "edition": each.recognition.edition,
                "granted_on": each.granted_on.isoformat() if each.granted_on else None,
                "standing": each.judgement.standing.value,
                "checked": each.recognition.source.checked.value,
            }
            for each in told.recognitions
        ],
        "needs": [
            {
                "kind": each.kind,
                "node": each.node,
                "text": each.text,
                "since": each.since.isoformat(),
                "state": each.state,
                "met_by": each.met_by,
            }
            for each in told.needs
        ],
    }
