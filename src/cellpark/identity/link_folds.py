"""What every link that works once has, from its events."""

from datetime import datetime
from typing import Any
from uuid import UUID

from cellpark.identity.states import LinkState
from cellpark.ledger.public import Entry, Row


def one_time_link(row: Row | None, entry: Entry) -> Row:
    """Made, used, revoked."""
    data: Any = entry.data
    if entry.type.endswith(".made"):
        return {
            "id": UUID(str(data["link"])),
            "organisation_id": entry.organisation,
            "act": str(data["act"]),
            "digest": str(data["digest"]),
            "state": LinkState.OPEN.value,
            "made_by": None if data["person"] is None else UUID(str(data["person"])),
            "made_at": entry.at,
            "expires_at": datetime.fromisoformat(str(data["expires_at"])),
            "ended_at": None,
        }
    assert row is not None, "only a link that was made is used"
    state = LinkState.USED if entry.type.endswith(".used") else LinkState.REVOKED
    return {**row, "state": state.value, "ended_at": entry.at}
