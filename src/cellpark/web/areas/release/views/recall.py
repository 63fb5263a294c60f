"""Recalls: what a thing touched, with what is suggested, and batches that are stopped together."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.batches.public import Batch
from cellpark.equipment.public import Equipment, Room
from cellpark.identity.public import names_of_people
from cellpark.materials.public import Container, Lot
from cellpark.release import public as release
from cellpark.release.public import RecallOrder, ReleasePermission, Suggestion, Touched
from cellpark.release.words import SUGGESTIONS, TIERS
from cellpark.web.areas.release.forms import FindForm, RadiusForm
from cellpark.web.areas.release.words import DECIDES, SUGGESTION_COLOURS, disposition
from cellpark.web.pages.acts import done, perform
from cellpark.web.pages.tables import Column, Kind, Table, table_response

KINDS = ("batch", "lot", "container", "equipment", "room", "person")
COLUMNS: tuple[Column[RecallOrder], ...] = (
    Column(
        key="name",
        label=gettext_lazy("Because of"),
        kind=Kind.CODE,
        value="name",
        sort="name",
        search=("name", "reason"),
        link=lambda row: reverse("recall_radius", args=[row.kind, row.thing]),
    ),
    Column(key="batches", label=gettext_lazy("Batches"), value=lambda row: str(len(row.batches))),
    Column(key="reason", label=gettext_lazy("Reason"), value="reason"),
    Column(key="ordered_at", label=gettext_lazy("Ordered at"), kind=Kind.MOMENT, value="ordered_at", sort="ordered_at"),
)


def recalls(request: HttpRequest) -> HttpResponseBase:
    """Where a recall begins, and those that were ordered."""
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        found = _sought(form.cleaned_data["code"].strip())
        if found is not None:
            return redirect("recall_radius", *found)
    table = Table(
        release.recall_orders(),
        COLUMNS,
        request,
        caption=_("Recalls that were ordered"),
        order="-ordered_at",
        empty=_("None. Find a batch, a lot, a room, a device or a container to see what it touched."),
    )
    count = release.recall_orders().count()
    said = ngettext("%(count)s recall was ordered", "%(count)s recalls were ordered", count) % {"count": count}
    context = {"find": form, "missed": form.is_bound and form.is_valid(), "now": said}
    return table_response(request, "release/recalls.html", table, context)


def _sought(code: str) -> tuple[str, UUID] | None:
    """The thing of this code; batches first."""
    for kind, rows in (
        ("batch", Batch.objects.filter(number=code)),
        ("lot", Lot.objects.filter(number=code)),
        ("container", Container.objects.filter(code=code)),
        ("equipment", Equipment.objects.filter(code=code)),
        ("room", Room.objects.filter(code=code)),
    ):
        found = rows.values_list("id", flat=True).first()
        if found is not None:
            return kind, found
    return None


def _name(kind: str, thing: UUID) -> str:
    """What a thing is called on the page. Raises ``DoesNotExist`` out of scope."""
    known = release.thing_name(kind, thing)
    return names_of_people({thing}).get(thing, known) if kind == "person" else known


def radius(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """The batches that one thing touched; those that are chosen are stopped with one reason."""
    if kind not in KINDS:
        raise Http404
    actor = actor_of(request)
    name = _name(kind, thing_id)
    touched = release.blast_radius(kind, thing_id)
    offered = [(str(each.batch.id), each.batch.number) for each in touched if each.suggestion != Suggestion.NOTHING]
    wanted = [str(each.batch.id) for each in touched if each.suggestion in (Suggestion.STOP, Suggestion.QUARANTINE)]
    form = RadiusForm.of(request, offered=offered, initial={"batches": wanted})
    if request.method == "POST":
        actor.require(ReleasePermission.RECALL)

        def act() -> Outcome:
            chosen = [UUID(each) for each in form.cleaned_data["batches"]]
            reason = form.cleaned_data["reason"]
            release.order_recall(actor=actor, kind=kind, thing=thing_id, batches=chosen, reason=reason)
            return {}

        if perform(request, form, act) is not None:
            return done(request, reverse("recall_radius", args=[kind, thing_id]), _("The batches are stopped."))
    context = {
        "name": name,
        "rows": [_row(each) for each in touched],
        "patients": sorted({each.batch.coi for each in touched if each.batch.coi}),
        "form": form,
        "may": actor.may(ReleasePermission.RECALL) and bool(offered),
        "decides": DECIDES,
        "now": ngettext("It touched %(count)s batch", "It touched %(count)s batches", len(touched))
        % {"count": len(touched)},
        "next": SUGGESTIONS[touched[0].suggestion] if touched else "",
        "trace": "" if kind == "batch" else reverse("trace", args=[kind, thing_id]),
        "crumbs": [{"href": reverse("recalls"), "label": _("Recalls")}],
    }
    return render(request, "release/radius.html", context, status=form.status)


def _row(each: Touched) -> dict[str, object]:
    return {
        "batch": each.batch,
        "state": disposition(each.state),
        "tier": TIERS[each.tier],
        "here": each.here,
        "suggestion": SUGGESTIONS[each.suggestion],
        "colour": SUGGESTION_COLOURS[each.suggestion],
    }
