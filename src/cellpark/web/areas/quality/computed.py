"""Tests whose result is computed: from what, how, and where one may look at it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cellpark.instruments.public import FCS, RawFile, raw_files
from cellpark.quality.public import Attribute, Computed, Result, strategies

FILES_MAX = 50
KINDS: Mapping[str, object] = {
    "cell-count": _("Cell count"),
    "dpcr-copies": _("Digital PCR"),
    "elisa-4pl": _("ELISA, four parameters"),
    "flow-cytometry": _("Flow cytometry"),
    "qpcr-copies": _("Quantitative PCR"),
}


def computed_shown(attribute: Attribute) -> Mapping[str, object] | None:
    """The analysis that the specification settles, as the page of a test shows it; None for a value to be read off."""
    wanted = attribute.computed
    if wanted is None:
        return None
    return {
        "kind": KINDS.get(wanted.kind, wanted.kind),
        "value": wanted.value,
        "strategy": wanted.strategy,
        "parameters": [(name, str(value)) for name, value in sorted(wanted.parameters.items())],
    }


def files_for(wanted: Computed, organisation: UUID) -> Sequence[tuple[str, str]]:
    """The newest kept files from which it may be computed: their digests and names."""
    rows = raw_files().filter(organisation_id=organisation)
    rows = rows.filter(media_type=FCS) if wanted.kind == "flow-cytometry" else rows.exclude(media_type=FCS)
    return [(each.sha256, f"{each.name} \u00b7 {each.sha256[:12]}") for each in rows.order_by("-kept_at")[:FILES_MAX]]


def gates_of(row: Result) -> str:
    """The address of the page that shows the gates of a reading; empty where there are none to see."""
    if row.kind != "flow-cytometry" or not {"fcs", "gating"} <= row.files.keys():
        return ""
    tube: RawFile | None = raw_files().filter(organisation_id=row.organisation_id, sha256=row.files["fcs"]).first()
    drawn = strategies().filter(organisation_id=row.organisation_id, sha256=row.files["gating"]).first()
    return "" if tube is None or drawn is None else reverse("flow-analysis", args=[tube.id, drawn.id])
