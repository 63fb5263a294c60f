"""What other floors use of this app."""

from cellpark.instruments.actions.close_stream import close_stream
from cellpark.instruments.actions.keep_block import keep_block
from cellpark.instruments.actions.keep_file import keep_file
from cellpark.instruments.actions.open_stream import open_stream
from cellpark.instruments.blocks import Heard
from cellpark.instruments.events import StreamNode
from cellpark.instruments.listener import run_listener
from cellpark.instruments.media_types import FCS, PICTURES
from cellpark.instruments.models import RawFile, Stream, StreamBlock
from cellpark.instruments.permissions import InstrumentPermission
from cellpark.instruments.queries import (
    block_problems,
    kept_picture,
    newest_reading,
    raw_file,
    raw_file_by_digest,
    raw_files,
    readings_of,
    stream_in_scope,
    streams,
)
from cellpark.instruments.readers.formats import FORMATS, Format
from cellpark.instruments.readers.read import FileReading, read_file, read_values, reader_version
from cellpark.instruments.readers.reading import Reading, choose_reading
from cellpark.instruments.receiving import Received, receive
from cellpark.instruments.rules import FILE_BYTES_MAX, RAW_FILE_BYTES_MAX
from cellpark.instruments.states import Mark, StreamState

__all__ = [
    "FCS",
    "FILE_BYTES_MAX",
    "FORMATS",
    "PICTURES",
    "RAW_FILE_BYTES_MAX",
    "FileReading",
    "Format",
    "Heard",
    "InstrumentPermission",
    "Mark",
    "RawFile",
    "Reading",
    "Received",
    "Stream",
    "StreamBlock",
    "StreamNode",
    "StreamState",
    "block_problems",
    "choose_reading",
    "close_stream",
    "keep_block",
    "keep_file",
    "kept_picture",
    "newest_reading",
    "open_stream",
    "raw_file",
    "raw_file_by_digest",
    "raw_files",
    "read_file",
    "read_values",
    "reader_version",
    "readings_of",
    "receive",
    "run_listener",
    "stream_in_scope",
    "streams",
]
