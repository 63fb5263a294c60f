"""One record from its first event to its last: the line of its versions, who signed it, whether the chain holds."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.identity.public import IdentityPermission
from cellpark.ledger.public import Event, LedgerPermission, envelope, events_of
from cellpark.web.pages import formats
from cellpark.web.pages.event_values import sentence
from cellpark.web.pages.event_words import title_of
from cellpark.web.pages.history import with_reason
from cellpark.web.pages.ledger_names import Names, mentioned, names_for
from cellpark.web.pages.ledger_pictures import STATIONS_MAX, Line, Stop, line_of
from cellpark.web.pages.signature_words import SignatureRow, signature_rows
from cellpark.web.pages.signing_form import SigningForm
from cellpark.web.pages.stream_check import check_stream
from cellpark.web.pages.tables import Column, Kind, Table, table_response
from cellpark.web.pages.views.ledger import Reading


def stream(request: HttpRequest, stream: str) -> HttpResponseBase:
    """The record's page; with ``?check`` its whole chain is checked."""
    actor = actor_of(request)
    rows = events_of(stream)
    newest = rows.order_by("-version").first()
    if newest is None:
        raise Event.DoesNotExist
    reading = Reading(Names())
    table = Table(rows, _columns(reading), request, caption=_("Versions"), order="-version")
    shown = table.page.rows if "export" not in request.GET else rows[:2_000]
    signatures, older = signature_rows(stream)
    last = list(rows.order_by("-version")[: STATIONS_MAX - 1])[::-1]
    first = last[0] if last[0].version == 1 else rows.get(version=1)
    reading.names = names_for(
        each for row in [*shown, newest] for each in (row.actor, row.organisation, *mentioned(envelope(row)["data"]))
    )
    context = {
        "crumbs": [{"href": reverse("ledger"), "label": _("Ledger")}],
        "stream": stream,
        "newest": newest,
        "newest_sentence": sentence(newest.type, envelope(newest)["data"], newest.actor, reading.names) or newest.type,
        "who": reading.names.actor(newest.actor),
        "organisation": reading.names.organisation(newest.organisation) if newest.organisation else "",
        "line": _line(first, last, newest.version, signatures),
        "signatures": signatures,
        "older": older,
        "checked": check_stream(stream) if "check" in request.GET and actor.may(LedgerPermission.VERIFY) else None,
        "may_verify": actor.may(LedgerPermission.VERIFY),
        "may_export": actor.may(LedgerPermission.MAKE_EXPORT),
        "form": _signing_form(actor, stream, newest.version),
    }
    return table_response(request, "ledger/stream.html", table, context)


def _signing_form(actor: Actor, name: str, version: int) -> SigningForm | None:
    if not actor.may(IdentityPermission.MAKE_SIGNATURE):
        return None
    return SigningForm(initial={"stream": name, "seen": version}, actor=actor)


def _line(first: Event, last: Sequence[Event], total: int, signatures: Sequence[SignatureRow]) -> Line:
    signed = {row.version for row in signatures}

    def stop(row: Event) -> Stop:
        return Stop(
            version=row.version,
            title=title_of(row.type),
            at=formats.day(row.at),
            href=reverse("ledger-event", args=[row.id]),
            is_signed=row.version in signed,
        )

    return line_of(stop(first), [stop(row) for row in last], total)


def _columns(reading: Reading) -> tuple[Column[Any], ...]:
    def what(row: Event) -> str:
        whole = envelope(row)
        return with_reason(sentence(row.type, whole["data"], row.actor, reading.names) or row.type, whole["reason"])

    return (
        Column(
            key="version",
            label=gettext_lazy("Version"),
            kind=Kind.NUMBER,
            sort="version",
            link=lambda row: reverse("ledger-event", args=[row.id]),
        ),
        Column(key="at", label=gettext_lazy("Happened at"), kind=Kind.MOMENT),
        Column(key="kind", label=gettext_lazy("Kind"), value=lambda row: title_of(row.type)),
        Column(key="what", label=gettext_lazy("What happened"), value=what),
        Column(key="who", label=gettext_lazy("Who"), value=lambda row: reading.names.actor(row.actor)),
    )
