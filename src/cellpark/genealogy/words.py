"""Words for this app and its rights, in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cellpark.genealogy.permissions import GenealogyPermission
from cellpark.genealogy.states import NodeKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

APP_WORDS: Mapping[str, "StrOrPromise"] = {"genealogy": _("Genealogy")}
PERMISSION_WORDS: Mapping[str, "StrOrPromise"] = {
    GenealogyPermission.SEE_TRACE: _("See where material came from and where it went"),
}
NODE_KINDS: Mapping[NodeKind, "StrOrPromise"] = {
    NodeKind.CONTAINER: _("Container"),
    NodeKind.LOT: _("Lot"),
    NodeKind.SAMPLE: _("Sample"),
    NodeKind.OPERATION: _("Operation"),
    NodeKind.ROOM: _("Room"),
    NodeKind.EQUIPMENT: _("Equipment"),
    NodeKind.PERSON: _("Person"),
}
