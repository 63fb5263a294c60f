"""Raw files, and streams of readings in blocks."""

from cellpark.instruments.models.raw_file import RawFile
from cellpark.instruments.models.stream import Stream, StreamBlock

__all__ = ["RawFile", "Stream", "StreamBlock"]
