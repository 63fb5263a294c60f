"""Drafting a lease, changing the draft, amending and renewing: rows of terms or the lease file, all bills before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.kernel.months import add_months
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeaseVersion, RoomWanted, VersionState
from cellpark.premises.public import Room, rooms
from cellpark.rent import public as rent
from cellpark.web.areas.leases.forms import LeaseForm
from cellpark.web.areas.leases.reading import bill_rows
from cellpark.web.areas.leases.tenants import tenant_choices, tenant_chosen, tenant_of
from cellpark.web.areas.leases.terms import form_of, typed
from cellpark.web.areas.leases.views.common import areas_of, crumbs, form_page, room_names, rooms_wanted
from cellpark.web.pages.acts import FormPage, done, perform, show_page

Drafted = Callable[[Actor, str, str, Sequence[RoomWanted], int, UUID], Lease]
NEW_ROWS: Sequence[Mapping[str, Any]] = (
    {"kind": "rent", "basis": "area_month", "tax": "9"},
    {"kind": "service", "basis": "area_month", "tax": "6", "on_top": True},
    {"kind": "deposit", "basis": "once"},
)
YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One way of drafting: its words, what is filled in already, and the act."""

    page: FormPage
    initial: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]
    act: Drafted
    toast: str
    fixed: Lease | None = None


def draft(request: HttpRequest) -> HttpResponse:
    """A new lease; ``room`` in the address chooses rooms, as the space board does."""
    asked = [_uuid(each) for each in request.GET.getlist("room")[:50]]
    chosen = rooms().filter(id__in=[each for each in asked if each is not None]).select_related("building")
    start = add_months(leases.today().replace(day=1), 1)
    page = FormPage(
        title=_("Draft a lease"),
        submit=_("Keep the draft"),
        back=reverse("leases"),
        lead=_("A draft binds nobody and takes no room. A park manager who did not draft it approves it."),
        crumbs=crumbs(),
    )
    initial = {
        "rooms": "\n".join(f"{room.building.code}/{room.code}" for room in chosen),
        "tenant": request.GET.get("tenant", ""),
        "since": start,
        "until": add_months(start, 12 * YEARS),
    }

    def act(
        actor: Actor, number: str, text: str, wanted: Sequence[RoomWanted], notice_days: int, tenant: UUID
    ) -> Lease:
        return leases.draft_lease(
            actor=actor, number=number, tenant_id=tenant, text=text, rooms=wanted, notice_days=notice_days
        )

    return _page(request, Draft(page=page, initial=initial, rows=NEW_ROWS, act=act, toast=_("The draft is kept.")))


def redraft(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """The draft says something else."""
    row = leases.lease(lease_id)
    page = form_page(lease_id, title=_("Change the draft"), submit=_("Keep the draft"))

    def act(
        actor: Actor, _number: str, text: str, wanted: Sequence[RoomWanted], notice_days: int, _tenant: UUID
    ) -> Lease:
        return leases.redraft_lease(actor=actor, lease_id=lease_id, text=text, rooms=wanted, notice_days=notice_days)

    return _again(request, row, page, act, _("The draft is kept."))


def amend(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """New terms from a day on; what was agreed before stays as it is."""
    row = leases.lease(lease_id)
    page = form_page(
        lease_id,
        title=_("Amend the lease"),
        submit=_("Keep the amendment"),
        lead=_("Write all that holds from the first day of the amendment on. Up to that day the lease stays as it is."),
    )

    def act(actor: Actor, _number: str, text: str, wanted: Sequence[RoomWanted], _days: int, _tenant: UUID) -> Lease:
        return leases.amend_lease(actor=actor, lease_id=lease_id, text=text, rooms=wanted)

    since = add_months(leases.today().replace(day=1), 1)
    return _again(request, row, page, act, _("The amendment is kept."), since=max(since, row.starts_on))


def renew(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """The lease that follows, from the day on which this one ends."""
    row = leases.lease(lease_id)
    page = form_page(
        lease_id,
        title=_("Renew the lease"),
        submit=_("Keep the draft"),
        lead=_("The lease that follows begins on the day on which this one ends. It is approved and signed as well."),
    )

    def act(
        actor: Actor, number: str, text: str, wanted: Sequence[RoomWanted], notice_days: int, _tenant: UUID
    ) -> Lease:
        return leases.renew_lease(
            actor=actor, lease_id=lease_id, number=number, text=text, rooms=wanted, notice_days=notice_days
        )

    until = add_months(row.ends_on, 12 * YEARS)
    return _again(request, row, page, act, _("The draft is kept."), number="", since=row.ends_on, until=until)


def _again(request: HttpRequest, row: Lease, page: FormPage, act: Drafted, toast: str, **changed: Any) -> HttpResponse:
    """A form that is filled with what the lease says now."""
    versions = leases.versions_of(row)
    present = next((each for each in versions if each.number == row.current), versions[0])
    waiting = [each for each in versions if each.state == VersionState.DRAFT]
    shown = waiting[0] if waiting and not changed else present
    initial, rows = _filled(row, shown, changed)
    draft = Draft(page=page, initial=initial, rows=rows, act=act, toast=toast, fixed=row)
    return _page(request, draft)


def _filled(
    row: Lease, version: LeaseVersion, changed: Mapping[str, Any]
) -> tuple[dict[str, Any], Sequence[Mapping[str, Any]]]:
    names = room_names(each["number"] for each in version.rooms)
    initial: dict[str, Any] = {
        "tenant": str(row.tenant_id),
        "notice_days": row.notice_days,
        "rooms": "\n".join(_room_line(each, names) for each in version.rooms),
    }
    known = typed(version.form)
    if known is None:
        initial |= {"number": row.number, "since": version.since, "until": version.until, "text": version.text}
        return {**initial, **changed}, ()
    said, rows = known
    if changed.get("since"):
        # what began with the former days begins with the new ones; its free months are over
        rows = [{**each, "since": None, "until": None, "free": "", "steps": ""} for each in rows]
        rows = [each for each in rows if each["basis"] != rent.Basis.ONCE]
    return {**initial, **said, **changed}, rows


def _room_line(room: Mapping[str, Any], names: Mapping[int, str]) -> str:
    works = f" {room['fit_out_until']}" if room.get("fit_out_until") else ""
    return f"{names.get(room['number'], room['code'])}{works}"


def _page(request: HttpRequest, draft: Draft) -> HttpResponse:
    choices = tenant_choices(request) if draft.fixed is None else tenant_of(draft.fixed)
    form = LeaseForm.begun(request, tenants=choices, initial=draft.initial, rows=draft.rows)
    bills: list[dict[str, Any]] = []
    if request.method == "POST" and "preview" in request.POST:
        bills = _previewed(request, form)
    else:
        made = perform(request, form, lambda: _kept(request, form, draft))
        if made is not None:
            return done(request, reverse("lease", args=[made["id"]]), draft.toast)
    shown = sum((each["bill"].gross for each in bills), Decimal(0))
    more = {"terms": form.terms, "bills": bills, "bills_sum": shown}
    return show_page(request, form, draft.page, template="leases/draft.html", **more)


def _kept(request: HttpRequest, form: LeaseForm, draft: Draft) -> Outcome:
    number, text, wanted = _written(request, form)
    tenant = tenant_chosen(request, form)
    notice_days = form.cleaned_data["notice_days"]
    notice_days = 90 if notice_days is None else notice_days
    made = draft.act(actor_of(request), number, text, wanted, notice_days, tenant)
    return {"id": str(made.id)}


def _written(request: HttpRequest, form: LeaseForm) -> tuple[str, str, list[RoomWanted]]:
    sent = form.cleaned_data
    if sent["text"]:
        since = rent.read_lease(sent["text"].encode()).days.start
        wanted, _chosen = rooms_wanted(request, sent["rooms"], start=since)
        return sent["number"], sent["text"], wanted
    wanted, chosen = rooms_wanted(request, sent["rooms"], start=sent["since"])
    return sent["number"], _text(sent, form, chosen), wanted


def _text(sent: Mapping[str, Any], form: LeaseForm, chosen: Sequence[Room]) -> str:
    if not form.terms.rows:
        raise Refused(Problem("leases.form.no_terms"))
    said = {**sent, "due_days": sent["due_days"] or 0}
    return rent.lease_text(form_of(said, form.terms.rows, areas_of(chosen)))


def _previewed(request: HttpRequest, form: LeaseForm) -> list[dict[str, Any]]:
    """All bills of what is typed; nothing is kept."""
    if not form.is_valid():
        return []
    try:
        _number, text, _wanted = _written(request, form)
        said = rent.read_lease(text.encode())
    except Refused as refusal:
        form.tell(refusal.problems)
        return []
    index = {**said.index, **leases.published(actor_of(request).organisation_id)}  # type: ignore[arg-type]
    form.status = 200
    return bill_rows(leases.preview(replace(said, index=index)))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
