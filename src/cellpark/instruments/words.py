"""Words of this app as people read them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.instruments.permissions import InstrumentPermission
from cellpark.instruments.states import Mark, StreamState

APP_WORDS: Mapping[str, Promise] = {"instruments": _("Instruments")}
PERMISSION_WORDS: Mapping[str, Promise] = {
    InstrumentPermission.SEE_FILES: _("See raw files of instruments and read values from them"),
    InstrumentPermission.KEEP_FILE: _("Keep raw files of instruments"),
    InstrumentPermission.SEE_STREAMS: _("See streams of readings"),
    InstrumentPermission.MANAGE_STREAMS: _("Open and close streams of readings"),
}
STREAM_STATES: Mapping[StreamState, Promise] = {
    StreamState.OPEN: _("listening"),
    StreamState.CLOSED: _("no longer listening"),
}
LIFECYCLE_STATES: Mapping[str, Mapping[StreamState, Promise]] = {"instruments.stream": STREAM_STATES}
MARKS: Mapping[Mark, Promise] = {
    Mark.CONNECTED: _("connection made"),
    Mark.LOST: _("connection lost"),
    Mark.DROPPED: _("readings dropped"),
}
EVENT_TITLES: Mapping[str, Promise] = {
    "instruments.file.kept": _("Raw file kept"),
    "instruments.stream.opened": _("Stream of readings opened"),
    "instruments.stream.block_kept": _("Block of readings kept"),
    "instruments.stream.closed": _("Stream of readings closed"),
}
EVENT_SENTENCES: Mapping[str, Promise] = {
    "instruments.file.kept": _("A raw file of %(size_bytes)s bytes was kept."),
    "instruments.stream.opened": _("The house listens to the device %(device)s: %(title)s."),
    "instruments.stream.block_kept": _("Block %(number)s was kept, with %(readings)s readings."),
    "instruments.stream.closed": _("The house no longer listens to this device."),
}
EVENT_FIELDS: Mapping[str, Promise] = {
    "file": _("File"),
    "sha256": _("SHA-256"),
    "media_type": _("Kind of file"),
    "size_bytes": _("Bytes"),
    "stream": _("Stream"),
    "title": _("Title"),
    "device": _("Device"),
    "endpoint": _("Address of the device"),
    "nodes": _("Values of the device"),
    "number": _("Number"),
    "previous": _("SHA-256 of the one before"),
    "readings": _("Readings"),
    "first_at": _("First reading"),
    "last_at": _("Last reading"),
}
