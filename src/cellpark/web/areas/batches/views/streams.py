"""Streams of readings: what a device says by itself, its blocks with their digests, the newest readings as a chart."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.messages import explain
from cellpark.instruments.public import (
    Heard,
    Stream,
    StreamBlock,
    StreamState,
    block_problems,
    readings_of,
    stream_in_scope,
    streams,
)
from cellpark.web.pages.charts import Chart, Series
from cellpark.web.pages.tables import Column, Kind, State, Table, table_response

BLOCKS_DRAWN = 20
READINGS_DRAWN = 400
STATES = {
    StreamState.OPEN: ("running", gettext_lazy("listening")),
    StreamState.CLOSED: ("done", gettext_lazy("no longer listening")),
}


def state_of(stream: Stream) -> State:
    """The state of a stream as pages draw it."""
    colour, words = STATES[StreamState(stream.state)]
    return State(colour, str(words))


def stream_list(request: HttpRequest) -> HttpResponseBase:
    """Every stream in sight."""
    columns: tuple[Column[Stream], ...] = (
        Column(
            key="title",
            label=_("Title"),
            value="title",
            sort="title",
            search=("title",),
            link=lambda row: reverse("instrument_stream", args=[row.id]),
        ),
        Column(key="device", label=_("Device"), kind=Kind.CODE, value="device", sort="device", search=("device",)),
        Column(key="state", label=_("State"), kind=Kind.STATE, value=state_of, sort="state"),
        Column(key="readings", label=_("Readings"), kind=Kind.NUMBER, value="readings", sort="readings"),
        Column(key="last", label=_("Last reading"), kind=Kind.MOMENT, value="last_at", sort="last_at"),
    )
    table = Table(
        streams().order_by(),
        columns,
        request,
        caption=_("Streams of readings"),
        order="title",
        empty=_("No device sends readings by itself. A program opens a stream for it."),
    )
    return table_response(request, "batches/streams.html", table, {})


def stream_page(request: HttpRequest, stream_id: UUID) -> HttpResponseBase:
    """One stream; ``check`` in the address compares every block with the ledger."""
    found = stream_in_scope(stream_id)
    columns: tuple[Column[StreamBlock], ...] = (
        Column(key="number", label=_("Number"), kind=Kind.NUMBER, value="number", sort="number"),
        Column(key="first", label=_("First reading"), kind=Kind.MOMENT, value="first_at", sort="first_at"),
        Column(key="last", label=_("Last reading"), kind=Kind.MOMENT, value="last_at", sort="last_at"),
        Column(key="readings", label=_("Readings"), kind=Kind.NUMBER, value="readings", sort="readings"),
        Column(key="sha256", label="SHA-256", kind=Kind.CODE, value="sha256", search=("sha256",)),
    )
    blocks = StreamBlock.objects.filter(stream_id=found.id).defer("content")
    table = Table(
        blocks.order_by(),
        columns,
        request,
        caption=_("Blocks of readings"),
        order="-number",
        empty=_("Nothing was heard yet."),
        keep=("check",),
    )
    checked = "check" in request.GET
    context = {
        "stream": found,
        "state": state_of(found),
        "charts": charts(found, newest(found)),
        "checked": checked,
        "broken": [explain(each) for each in block_problems(found.id)] if checked else [],
        "crumbs": [{"href": reverse("instrument_streams"), "label": _("Streams of readings")}],
    }
    return table_response(request, "batches/stream.html", table, context)


def newest(stream: Stream) -> Sequence[Heard]:
    """The readings of the last blocks, in the order in which they were heard."""
    last = list(StreamBlock.objects.filter(stream_id=stream.id).defer("content").order_by("-number")[:BLOCKS_DRAWN])
    if not last:
        return ()
    since, until = min(each.first_at for each in last), max(each.last_at for each in last)
    # up to, not including: the last moment itself is wanted
    return readings_of(stream.id, since=since, until=until + timedelta(microseconds=1))[-READINGS_DRAWN:]


def charts(stream: Stream, heard: Sequence[Heard]) -> list[Chart]:
    """One chart for each value of the device: each has a unit of its own. A reading without a value is a gap."""
    found = []
    for node in stream.heard:
        own = [each for each in heard if each.name == node.name]
        if own:
            values = [None if each.value is None else Decimal(each.value) for each in own]
            found.append(
                Chart(
                    identity=f"stream-{node.name}",
                    title=node.name,
                    axis=_("Time"),
                    categories=[f"{localtime(each.at):%m-%d %H:%M:%S}" for each in own],
                    series=(Series(node.name, values),),
                    unit=node.unit,
                )
            )
    return found
