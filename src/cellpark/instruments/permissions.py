"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class InstrumentPermission(StrEnum):
    """``app:thing:act``. Reading values is seeing the file."""

    SEE_FILES = "instruments:file:see"
    KEEP_FILE = "instruments:file:keep"
    SEE_STREAMS = "instruments:stream:see"
    MANAGE_STREAMS = "instruments:stream:manage"


_SEE = frozenset({InstrumentPermission.SEE_FILES, InstrumentPermission.SEE_STREAMS})
_KEEP = _SEE | {InstrumentPermission.KEEP_FILE}
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.PRODUCTION_OPERATOR: _KEEP,
    Role.ANALYST: _KEEP,
    Role.QUALITY_STAFF: _KEEP,
    Role.QUALITY_HEAD: _KEEP | {InstrumentPermission.MANAGE_STREAMS},
    Role.PLATFORM_STAFF: _KEEP | {InstrumentPermission.MANAGE_STREAMS},
    Role.QUALIFIED_PERSON: _SEE,
    Role.INSPECTOR: _SEE,
}
