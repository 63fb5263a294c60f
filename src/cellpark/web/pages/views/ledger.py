"""The ledger as a list: every event in sight, found by record, person, kind, organisation and time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.identity.public import open_organisations, people_named
from cellpark.kernel.identifier import earliest_id
from cellpark.ledger.public import Event, LedgerPermission, envelope, find_events, tree_size
from cellpark.web.pages.event_values import sentence
from cellpark.web.pages.event_words import TITLES, title_of
from cellpark.web.pages.forms.fields import day
from cellpark.web.pages.history import with_reason
from cellpark.web.pages.ledger_names import Names, identity_in, mentioned, names_for
from cellpark.web.pages.tables import Column, Kind, Table, table_response

FILTERS = ("record", "who", "kind", "organisation", "since", "until")


class Search(forms.Form):
    """What to look for; an empty field does not filter."""

    record = forms.CharField(label=_("Record, or how its name begins"), max_length=200, required=False)
    who = forms.CharField(label=_("Person, or how their name is written"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind of event"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    since = day(label=_("From"), required=False)
    until = day(label=_("Up to and with"), required=False)

    def __init__(self, data: Any, actor: Actor) -> None:
        """Offer what this reader can find."""
        super().__init__(data)
        kinds = sorted(((name, title_of(name)) for name in TITLES), key=lambda pair: pair[1])
        self.fields["kind"].choices = [("", _("all")), *kinds]  # type: ignore[attr-defined]
        if actor.scope.everything:
            known = [(str(each.id), each.name) for each in open_organisations()[:500]]
            self.fields["organisation"].choices = [("", _("all")), *sorted(known, key=lambda pair: pair[1])]  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]


@dataclass(slots=True)
class Reading:
    """The names of the page, known once its rows are."""

    names: Names


def ledger(request: HttpRequest) -> HttpResponseBase:
    """The list, newest first."""
    actor = actor_of(request)
    form = Search(request.GET, actor)
    form.is_valid()  # a field with nonsense is named beside it and does not filter; the others do
    found = form.cleaned_data
    rows = _rows(found)
    reading = Reading(Names())
    exporting = "export" in request.GET
    # a span of time is a range of ids; all other filters have indexes that end in the row number
    order = "id" if found.get("since") or found.get("until") else "rid"
    table = Table(
        rows,
        _columns(reading, order, whole=exporting),
        request,
        caption=_("Events"),
        order="-at",
        empty=_("No event fits."),
        keep=FILTERS,
    )
    shown = rows[:2_000] if exporting else table.page.rows
    reading.names = names_for(
        each for row in shown for each in (row.actor, row.organisation, *mentioned(envelope(row)["data"]))
    )
    context = {
        "form": form,
        "filtered": any(found.get(key) for key in FILTERS),
        "sealed": tree_size(),
        "everything": actor.scope.everything,
        "may_export": actor.may(LedgerPermission.MAKE_EXPORT),
    }
    return table_response(request, "ledger/events.html", table, context)


def _rows(found: dict[str, Any]) -> "QuerySet[Event]":
    """The events that fit. Ids begin with the millisecond of recording, so a time span is a range of ids."""
    rows = find_events(stream_prefix=found.get("record", "").strip(), type_name=found.get("kind", ""))
    since, until = _midnight(found.get("since")), _midnight(found.get("until"), days=1)
    if since is not None:
        rows = rows.filter(id__gte=earliest_id(since))
    if until is not None:
        rows = rows.filter(id__lt=earliest_id(until))
    written = found.get("who", "").strip()
    if written.startswith("system/"):
        rows = rows.filter(actor=written)
    elif written:
        rows = rows.filter(actor__in=[f"person/{each}" for each in people_named(written)])
    if found.get("organisation"):
        rows = rows.filter(organisation=UUID(found["organisation"]))
    return rows


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    if day is None:
        return None
    try:
        return datetime.combine(day + timedelta(days=days), time(), timezone.get_current_timezone())
    except OverflowError:
        return None


def _shown(stream: str) -> str:
    """A record's name short enough for a narrow table: an id by its last characters."""
    kind, slash, identity = stream.rpartition("/")
    return f"{kind}{slash}…{identity[-6:]}" if identity_in(identity) else stream


def _columns(reading: Reading, order: str, *, whole: bool) -> tuple[Column[Event], ...]:
    def what(row: Event) -> str:
        whole = envelope(row)
        return with_reason(sentence(row.type, whole["data"], row.actor, reading.names) or row.type, whole["reason"])

    def where(row: Event) -> str:
        return reading.names.organisation(row.organisation) if row.organisation else ""

    return (
        Column(
            key="at",
            label=_("Recorded at"),
            kind=Kind.MOMENT,
            value="recorded_at",
            sort=order,
            link=lambda row: reverse("ledger-event", args=[row.id]),
        ),
        Column(key="kind", label=_("Kind"), value=lambda row: title_of(row.type)),
        Column(key="what", label=_("What happened"), value=what),
        Column(key="who", label=_("Who"), value=lambda row: reading.names.actor(row.actor)),
        Column(key="organisation", label=_("Organisation"), value=where),
        Column(
            key="record",
            label=_("Record and version"),
            value=lambda row: f"{row.stream if whole else _shown(row.stream)} v{row.version}",
            link=lambda row: reverse("ledger-stream", args=[row.stream]),
        ),
    )
