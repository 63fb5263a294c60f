"""What may be permitted in this app, and to whom."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.identity.public import Role


class DossierPermission(StrEnum):
    """``app:thing:act``."""

    BUILD = "dossier:dossier:build"
    INSPECT = "dossier:story:see"
    SEE_INSPECTIONS = "dossier:inspection:see"
    EXPORT = "dossier:organisation:export"


_QUALITY = frozenset({DossierPermission.BUILD, DossierPermission.INSPECT, DossierPermission.SEE_INSPECTIONS})

# whoever builds may also make exports of the ledger: a dossier is one
GRANTS: Mapping[Role, frozenset[str]] = {
    Role.QUALITY_STAFF: _QUALITY,
    Role.QUALITY_HEAD: _QUALITY | {DossierPermission.EXPORT},
    Role.QUALIFIED_PERSON: _QUALITY,
    # every organisation has one, whatever its kind: a hospital, a sponsor or a carrier leaves by itself
    Role.ORGANISATION_ADMINISTRATOR: frozenset({DossierPermission.EXPORT}),
    Role.INSPECTOR: frozenset({DossierPermission.BUILD, DossierPermission.INSPECT}),
}
