"""Words of this app as people read them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cellpark.dossier.permissions import DossierPermission
from cellpark.dossier.states import DossierState, Subject

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

APP_WORDS: Mapping[str, "StrOrPromise"] = {"dossier": _("Dossiers and inspections")}
PERMISSION_WORDS: Mapping[str, "StrOrPromise"] = {
    DossierPermission.BUILD: _("Assemble everything about a batch in one file"),
    DossierPermission.INSPECT: _("See everything about one thing on one page"),
    DossierPermission.SEE_INSPECTIONS: _("See what inspectors looked at"),
    DossierPermission.EXPORT: _("Export everything of an organisation"),
}
DOSSIER_STATES: Mapping[DossierState, "StrOrPromise"] = {
    DossierState.REQUESTED: _("being assembled"),
    DossierState.ASSEMBLED: _("assembled"),
    DossierState.FAILED: _("could not be made"),
}
LIFECYCLE_STATES: Mapping[str, Mapping[DossierState, "StrOrPromise"]] = {"dossier.dossier": DOSSIER_STATES}
SUBJECTS: Mapping[Subject, "StrOrPromise"] = {
    Subject.CONTAINER: _("Container"),
    Subject.LOT: _("Lot"),
    Subject.BATCH: _("Batch"),
    Subject.EQUIPMENT: _("Equipment"),
}
EVENT_TITLES: Mapping[str, "StrOrPromise"] = {
    "dossier.dossier.requested": _("Dossier asked for"),
    "dossier.batch.assembled": _("Dossier assembled"),
    "dossier.dossier.failed": _("Dossier could not be made"),
    "dossier.organisation.exported": _("Everything of an organisation exported"),
    "dossier.leaving.requested": _("Everything of an organisation asked for"),
    "dossier.leaving.failed": _("Everything of an organisation could not be gathered"),
    "dossier.patients.taken": _("List of patients taken"),
    "dossier.inspection.viewed": _("Looked at by an inspector"),
}
EVENT_SENTENCES: Mapping[str, "StrOrPromise"] = {
    "dossier.dossier.requested": _("Somebody asked for everything about the batch %(number)s."),
    "dossier.batch.assembled": _("The dossier holds %(files)s files of %(size_bytes)s bytes."),
    "dossier.dossier.failed": _("The dossier could not be made: %(codes)s."),
    "dossier.organisation.exported": _("The export holds %(files)s files of %(size_bytes)s bytes."),
    "dossier.leaving.requested": _("Somebody asked for everything of the organisation."),
    "dossier.leaving.failed": _("Everything of the organisation could not be gathered: %(codes)s."),
    "dossier.patients.taken": _("The hospital took the list of its %(count)s patients."),
    "dossier.inspection.viewed": _("An inspector looked at everything about %(code)s."),
}
EVENT_FIELDS: Mapping[str, "StrOrPromise"] = {
    "dossier": _("Dossier"),
    "batch": _("Batch"),
    "number": _("Number"),
    "files": _("Files"),
    "size_bytes": _("Bytes"),
    "digest": _("SHA-256 of the list of files"),
    "codes": _("Rules"),
    "export": _("Export"),
    "leaving": _("Export"),
    "taking": _("Export"),
    "count": _("Count"),
    "view": _("Look"),
    "kind": _("Kind"),
    "thing": _("Thing"),
    "code": _("Code"),
}
