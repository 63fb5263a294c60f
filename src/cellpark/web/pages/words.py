"""Words for the codes of roles, kinds, duties and permissions, in both languages."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.base.contributed import contributed_mapping
from cellpark.identity.public import KINDS, ROLES, Duty, role_names

__all__ = ["APPS", "DUTIES", "KINDS", "PERMISSIONS", "ROLES", "role_names"]

DUTIES: Mapping[Duty, Promise] = {
    Duty.BUSINESS: _("Business: does or answers for the work"),
    Duty.SYSTEM: _("System: administers accounts and the installation"),
}

# the first part of a permission is the app that defines it
_APPS: Mapping[str, Promise] = {
    "identity": _("Organisations and people"),
    "ledger": _("Ledger"),
    "space": _("Parks and buildings"),
}

_PERMISSIONS: Mapping[str, Promise] = {
    "identity:organisation:see": _("See organisations"),
    "identity:organisation:register": _("Register and close organisations"),
    "identity:organisation:change": _("Rename organisations"),
    "identity:person:see": _("See people"),
    "identity:person:invite": _("Invite people"),
    "identity:person:suspend": _("Suspend and restore accounts"),
    "identity:membership:grant": _("Grant and end roles"),
    "identity:qualification:grant": _("Grant and withdraw qualifications"),
    "identity:roles:see": _("See the matrix of roles"),
    "identity:signature:make": _("Sign electronically"),
    "ledger:event:see": _("Read the ledger"),
    "ledger:event:verify": _("Verify the ledger"),
    "ledger:export:make": _("Export records with proofs"),
    "ledger:checkpoint:make": _("Make checkpoints"),
    "ledger:witness:manage": _("Add witnesses and their cosignatures"),
    "ledger:subject:erase": _("Erase a person’s encrypted data (two people)"),
    "space:park:load": _("Load a park’s published facts"),
}

# an app on a higher floor names itself and its rights in ``APP_WORDS`` and ``PERMISSION_WORDS`` of its ``words.py``
APPS: Mapping[str, Promise] = {**_APPS, **contributed_mapping("words", "APP_WORDS")}
PERMISSIONS: Mapping[str, Promise] = {**_PERMISSIONS, **contributed_mapping("words", "PERMISSION_WORDS")}
