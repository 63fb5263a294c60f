"""Raw files of instruments and streams of readings."""

from datetime import UTC, datetime
from typing import Any

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.instruments.public import Heard, StreamNode, keep_block, keep_file, open_stream
from tests.access.areas import code_of
from tests.access.sample import Sample
from tests.people import HOUSE

FILE = {"file_id": "raw_file"}
STREAM = {"stream_id": "instrument_stream"}
NODE = {"name": "temperature", "unit": "degC", "node": "ns=2;s=T"}
TIMES = {"since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"}

# closed lists, digests, and blocks, which are compressed: what they hold is read through the operation
NOT_WRITTEN = {
    "instruments.RawFile": {"sha256", "media_type"},
    "instruments.Stream": {"state", "last_sha256"},
    "instruments.StreamBlock": {"sha256", "content"},
}
ROUTES = {
    "instrument_file": Sample(FILE),
    "instrument_file_content": Sample(FILE),
    "instrument_file_picture": Sample(FILE, own=(302,)),
    "instrument_streams": Sample(),
    "instrument_stream": Sample(STREAM),
}
OPERATIONS = {
    "list_files": Sample(),
    "keep_a_file": Sample(body=lambda _side: {"name": "x.csv", "content": "YQ=="}, own=(201,)),
    # the samples are JSON; tests/instruments sends bytes
    "keep_a_large_file": Sample(own=(415,)),
    "download_file": Sample(FILE),
    "read_file_values": Sample(FILE, query=lambda _side: {"reader": "vi-cell-blu"}, own=(409, 422)),
    "list_streams": Sample(),
    "open_a_stream": Sample(
        body=lambda _side: {
            "title": "x",
            "device": "EQ-1",
            "endpoint": "opc.tcp://device:4840",
            "nodes": [NODE],
            "reason": "test",
        },
        own=(201,),
    ),
    # without a reason, so that the stream is there for the next caller
    "close_a_stream": Sample(STREAM, body=lambda _side: {"reason": " "}, own=(409, 422)),
    "read_readings": Sample(STREAM, query=lambda _side: TIMES),
}
# pages keep tubes where they are analysed; as bytes alone a program sends them
ONLY_PROGRAMS = ("close_a_stream", "keep_a_large_file", "open_a_stream")


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A file, and a stream with one reading."""
    code = code_of(label)
    node = StreamNode(name=f"t_{code.lower()}", unit="degC", node=f"ns=2;s={label}")
    with use_scope(EVERYTHING):
        file = keep_file(actor=HOUSE, content=label.encode(), name=label, organisation_id=home.id)
        stream = open_stream(
            actor=HOUSE,
            title=label,
            device=f"EQ-{code}",
            endpoint=f"opc.tcp://{code.lower()}:4840",
            nodes=[node],
            reason=label,
            organisation_id=home.id,
        )
        heard = Heard(at=datetime(2026, 1, 1, 12, tzinfo=UTC), name=node.name, value="37")
        keep_block(actor=HOUSE, stream_id=stream.id, heard=[heard])
    return {"raw_file": file.id, "instrument_stream": stream.id}
