"""Files and streams as folds of their streams. Contents are checked against their digests, not folded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.instruments.states import StreamState
from cellpark.ledger.public import Entry, Projection, Row


def raw_file(row: Row | None, entry: Entry) -> Row | None:
    """A file is kept once and never changes."""
    data = entry.data
    if entry.type != "instruments.file.kept":
        return row
    return {
        "id": UUID(str(data["file"])),
        "organisation_id": entry.organisation,
        "sha256": str(data["sha256"]),
        "media_type": str(data["media_type"]),
        "size": int(str(data["size_bytes"])),
    }


def stream(row: Row | None, entry: Entry) -> Row | None:
    """Opened, blocks of readings, closed."""
    data: Any = entry.data
    match entry.type:
        case "instruments.stream.opened":
            return {
                "id": UUID(data["stream"]),
                "organisation_id": entry.organisation,
                "title": data["title"],
                "device": data["device"],
                "endpoint": data["endpoint"],
                "nodes": [f"{node['name']} {node['unit']} {node['node']}" for node in data["nodes"]],
                "state": StreamState.OPEN.value,
                "blocks": 0,
                "readings": 0,
                "last_sha256": "",
                "last_at": None,
                "version": entry.version,
            }
        case "instruments.stream.block_kept":
            assert row is not None, "a stream starts with its opening"
            heard = {
                "blocks": data["number"],
                "readings": int(str(row["readings"])) + data["readings"],
                "last_sha256": data["sha256"],
                "last_at": datetime.fromisoformat(data["last_at"]),
            }
            return {**row, **heard, "version": entry.version}
        case "instruments.stream.closed":
            assert row is not None, "a stream starts with its opening"
            return {**row, "state": StreamState.CLOSED.value, "version": entry.version}
        case _:
            return row


PROJECTIONS = (
    Projection(
        table="instruments_raw_file",
        streams="raw_file/",
        columns=("id", "organisation_id", "sha256", "media_type", "size"),
        fold=raw_file,
    ),
    Projection(
        table="instruments_stream",
        streams="instrument_stream/",
        columns=(
            "id",
            "organisation_id",
            "title",
            "device",
            "endpoint",
            "nodes",
            "state",
            "blocks",
            "readings",
            "last_sha256",
            "last_at",
            "version",
        ),
        fold=stream,
    ),
)
