"""The dossiers of a batch: ask for one, wait, look inside, take it home."""

import json
import zipfile
from io import BytesIO
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.messages import Explained, explain
from cellpark.batches.public import batch as batch_by_id
from cellpark.dossier.public import (
    DOSSIER_STATES,
    Dossier,
    DossierState,
    dossier,
    dossier_file,
    dossiers_of,
    refuse_endless,
    request_dossier,
)
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import Checked, both_languages, check_export, log_keys
from cellpark.web.pages.acts import done, perform, show
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.tables import State

COLOURS = {DossierState.REQUESTED: "running", DossierState.ASSEMBLED: "done", DossierState.FAILED: "stopped"}
TYPE = "application/zip"


def dossiers(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """What was assembled, and the button that asks for another."""
    refuse_endless(actor_of(request))
    found = batch_by_id(batch_id)
    form = ActForm.of(request)
    outcome = perform(
        request, form, lambda: {"dossier": str(request_dossier(actor=actor_of(request), batch_id=batch_id).id)}
    )
    if outcome is not None:
        return done(request, reverse("dossiers", args=[batch_id]), gettext_lazy("The dossier is being assembled."))
    rows = [(each, _state(each), is_made(each), why(each.failure)) for each in dossiers_of(batch_id)]
    context = {
        "batch": found,
        "rows": rows,
        "now": rows[0][1].label if rows else _("No dossier yet"),
        "next": _("Take it home") if rows and rows[0][2] else _("Assemble the dossier"),
        "waits": any(each.state != DossierState.FAILED and not made for each, _state_now, made, _why in rows),
        "crumbs": [
            {"href": reverse("batches"), "label": _("Batches")},
            {"href": reverse("batch", args=[batch_id]), "label": found.number},
        ],
    }
    return show(request, "dossier/dossiers.html", form, context)


def inside(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """What is in it, and whether every byte still fits: checked by the program that travels in the zip."""
    refuse_endless(actor_of(request))
    found = dossier(dossier_id)
    data = bytes(dossier_file(dossier_id).content) if is_made(found) else b""
    checked = _checked(data) if data else None
    words = both_languages()["zh" if (get_language() or "").startswith("zh") else "en"]
    context = {
        "dossier": found,
        "state": _state(found),
        "why": why(found.failure),
        "made": bool(data),
        "sound": checked is not None and checked.is_sound,
        "faults": _said(words, checked.faults) if checked else (),
        "remarks": _said(words, checked.remarks) if checked else (),
        "files": _files(data),
        "crumbs": [
            {"href": reverse("batch", args=[found.batch]), "label": found.number},
            {"href": reverse("dossiers", args=[found.batch]), "label": _("Dossiers")},
        ],
    }
    return render(request, "dossier/inside.html", context)


def download(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The zip as it was made."""
    refuse_endless(actor_of(request))
    file = dossier_file(dossier_id)
    answer = HttpResponse(bytes(file.content), content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="dossier-{file.sha256[:12]}.zip"'
    return answer


def is_made(found: Dossier) -> bool:
    """Whether there is something to take home."""
    return hasattr(found, "file")


def why(failure: str) -> list[Explained]:
    """What stopped a job, from its codes."""
    return [explain(Problem(code)) for code in failure.split(", ") if code]


def _state(found: Dossier) -> State:
    state = DossierState(found.state)
    return State(COLOURS[state], str(DOSSIER_STATES[state]))


def _checked(data: bytes) -> Checked:
    """With the site's own key, which is the one that the zip must be signed with."""
    keys = log_keys()
    return check_export(data, key=keys[0] if keys else None)


def _said(words: dict[str, str], found: tuple[tuple[str, dict[str, object]], ...]) -> list[str]:
    return [words[code].format(**params) for code, params in found]


def _files(data: bytes) -> list[dict[str, object]]:
    if not data:
        return []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        told = json.loads(archive.read("manifest.json"))
    files: list[dict[str, object]] = told.get("attached", [])
    return files
