"""Seats, and files of market facts and purchases."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.chain import public as chains
from cellpark.chain.public import COLUMNS, FileKind, SeatKind, SeatWords, taxonomy
from cellpark.kernel.problem import Refused
from cellpark.web.areas.chain.forms import EndSeatForm, ImportForm, SeatForm
from cellpark.web.areas.chain.shown import at, chosen_park
from cellpark.web.areas.chain.views.nodes import crumbs
from cellpark.web.pages.acts import FormPage, done, perform, show_page

BAD_SHOWN = 100


def take_seat(request: HttpRequest) -> HttpResponse:
    """Somebody sits on a node."""
    park = chosen_park(request)
    node = request.GET.get("node", "")
    form = SeatForm.of(request, initial={"node": node, "area": f"park:{park.key}"})
    page = FormPage(
        title=_("Give a seat on the chain"),
        submit=_("Give the seat"),
        back=at("chain_node", park, node) if node in taxonomy().nodes else at("chain", park),
        lead=_("Only with evidence: who said it, where it stands, from which day on. What nobody knows stays empty."),
        crumbs=crumbs(park),
    )

    def act() -> Outcome:
        sent = form.cleaned_data
        words = SeatWords(**(sent | {"kind": SeatKind(sent["kind"])}))
        return {"node": chains.take_seat(actor=actor_of(request), words=words).node}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, at("chain_node", park, outcome["node"]), _("The seat is given."))
    return show_page(request, form, page)


def end_seat(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """Somebody sits there no longer."""
    row = chains.seat(seat_id)
    form = EndSeatForm.of(request)
    page = FormPage(
        title=_("End the seat"),
        submit=_("End the seat"),
        back=reverse("chain_node", args=[row.node]),
        kicker=f"{row.node} {row.name}",
    )

    def act() -> Outcome:
        chains.end_seat(actor=actor_of(request), seat_id=row.id, **form.cleaned_data)
        return {}

    if perform(request, form, act) is not None:
        return done(request, page.back, _("The seat is ended."))
    return show_page(request, form, page)


def take_in(request: HttpRequest) -> HttpResponse:
    """A file: tried out, then taken in as a whole."""
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(request.POST if request.method == "POST" else None, files)
    page = FormPage(
        title=_("Market facts and purchases from a file"),
        submit=_("Read the file"),
        back=reverse("chain"),
        lead=_("What is not in a file stays unknown, and never becomes zero."),
        crumbs=({"href": reverse("chain"), "label": _("Industry chain")},),
    )
    found: Any = None
    columns = {each.value: ",".join(COLUMNS[each]) for each in FileKind}
    if request.method == "POST" and form.is_valid():
        content, kind = form.cleaned_data["file"].read(), FileKind(form.cleaned_data["kind"])
        try:
            found = chains.preview_records(actor=actor_of(request), kind=kind, content=content)
        except Refused as refusal:
            form.tell(refusal.problems)
        if found is not None and form.cleaned_data["take_in"] and not found.bad:

            def act() -> Outcome:
                made = chains.import_records(actor=actor_of(request), kind=kind, content=content)
                return {"count": len(made.new)}

            outcome = perform(request, form, act)
            if outcome is not None:
                count = int(str(outcome["count"]))
                said = ngettext("%(count)s row was taken in.", "%(count)s rows were taken in.", count)
                return done(request, page.back, said % {"count": count})
    bad = (
        [] if found is None else [{"row": each.row, "problem": explain(each.problem)} for each in found.bad[:BAD_SHOWN]]
    )
    return show_page(request, form, page, template="chain/import.html", found=found, bad=bad, columns=columns)
