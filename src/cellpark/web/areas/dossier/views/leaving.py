"""Leave with everything: ask for it, see how far it is, take each part, and a hospital its patients."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.dossier.public import Leaving, leaving_part, leavings, parts_of, request_leaving, take_patients
from cellpark.orders.public import OrderPermission
from cellpark.web.areas.dossier.views.dossiers import why
from cellpark.web.pages.acts import done, perform, show
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.tables import State

SHOWN_MAX = 20


def leaving(request: HttpRequest) -> HttpResponse:
    """What was gathered so far, and the button that begins."""
    actor = actor_of(request)
    form = ActForm.of(request)
    outcome = perform(request, form, lambda: {"leaving": str(request_leaving(actor=actor).id)})
    if outcome is not None:
        return done(request, reverse("leaving"), gettext_lazy("Everything is being gathered."))
    assert actor.organisation_id is not None, "whoever leaves belongs to somebody"
    rows = list(leavings().filter(organisation_id=actor.organisation_id)[:SHOWN_MAX])
    context = {
        "rows": [(each, _state(each), parts_of(each.id), why(each.failure)) for each in rows],
        "now": _state(rows[0]).label if rows else _("Nothing was gathered yet"),
        "next": _("Gather everything") if not rows or rows[0].failure else _("Take each part home"),
        "runs": any(each.ended_at is None for each in rows),
        "keeps_patients": actor.may(OrderPermission.KEEP_PATIENTS),
    }
    return show(request, "dossier/leaving.html", form, context)


def part(request: HttpRequest, part_id: UUID) -> HttpResponse:  # noqa: ARG001 -- the scope decides
    """One zip as it was made."""
    found = leaving_part(part_id)
    answer = HttpResponse(bytes(found.content), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="everything-{found.number}-{found.sha256[:12]}.zip"'
    return answer


def patients(request: HttpRequest) -> HttpResponse:
    """The hospital's patients in plain text, made now; that it was taken is recorded, so it is no link but an act."""
    form = ActForm.of(request)
    if request.method == "POST" and form.is_valid():
        answer = HttpResponse(take_patients(actor=actor_of(request)), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="patients.csv"'
        answer["Cache-Control"] = "no-store"
        return answer
    return show(request, "dossier/patients.html", form, {})


def _state(row: Leaving) -> State:
    if row.ended_at is None:
        return State("running", str(gettext_lazy("being gathered")))
    if row.failure:
        return State("stopped", str(gettext_lazy("stopped")))
    return State("done", str(gettext_lazy("complete")))
