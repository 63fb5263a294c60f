"""The list of leases, the page of one, its bills to come, its sheet and its file."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.leases import public as leases
from cellpark.leases.public import IN_FORCE, Lease, LeasePermission, LeaseState, LeaseVersion, VersionState, words
from cellpark.premises.public import PremisesPermission
from cellpark.rent import public as rent
from cellpark.web.areas.leases.giving_way import giving_way
from cellpark.web.areas.leases.paper.sheet import lease_sheet
from cellpark.web.areas.leases.plan import Floor, floors_of
from cellpark.web.areas.leases.reading import Priced, bill_rows, coming, history, priced, side_by_side
from cellpark.web.areas.leases.standing import EXPIRING_DAYS, lease_state, offers, truth, version_state
from cellpark.web.areas.leases.views.common import Names, crumbs
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

BILLS_SHOWN = 2


def columns(names: Names, day: date) -> tuple[Column[Lease], ...]:
    """What the list says of each lease."""
    return (
        Column(
            key="number",
            label=gettext_lazy("Lease"),
            kind=Kind.CODE,
            value="number",
            sort="number",
            search=("number",),
            link=lambda row: reverse("lease", args=[row.id]),
        ),
        Column(key="tenant", label=gettext_lazy("Tenant"), value=lambda row: names(row.tenant_id)),
        Column(
            key="state",
            label=gettext_lazy("State"),
            kind=Kind.STATE,
            value=lambda row: lease_state(row, day),
            sort="state",
        ),
        Column(key="starts_on", label=gettext_lazy("From"), kind=Kind.DAY, value="starts_on", sort="starts_on"),
        Column(key="ends_on", label=gettext_lazy("Up to"), kind=Kind.DAY, value="until", sort="ends_on"),
        Column(
            key="notice_days",
            label=gettext_lazy("Days of notice"),
            kind=Kind.NUMBER,
            value="notice_days",
            sort="notice_days",
        ),
    )


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every lease in sight; a tenant sees its own."""
    rows, day, actor = leases.leases(), leases.today(), actor_of(request)
    own = actor.may(LeasePermission.DRAFT)
    soon = rows.filter(state=LeaseState.RUNNING, leaves_on=None, ends_on__lte=day + timedelta(days=EXPIRING_DAYS))
    first, expiring = soon.order_by("ends_on").values_list("ends_on", flat=True).first(), soon.count()
    names = Names()
    table = Table(
        rows.order_by(),
        columns(names, day),
        request,
        shown=names.shown,
        caption=_("Leases"),
        order="-starts_on",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(words.LEASE_STATES[each])) for each in LeaseState),
            ),
        ),
        empty=_("No lease. Draft the first one: who rents which rooms, from when to when, on which terms.")
        if own
        else _("No lease. The park shows you one here as soon as it is approved on its side."),
    )
    running = rows.filter(state=LeaseState.RUNNING).count()
    said = ngettext("%(count)s lease is running", "%(count)s leases are running", running) % {"count": running}
    ends = ngettext("%(count)s ends within %(days)s days", "%(count)s end within %(days)s days", expiring)
    context = {
        "now": said,
        "next": ends % {"count": expiring, "days": EXPIRING_DAYS} if expiring else "",
        "who": _("Park staff") if expiring else "",
        "by": first,
        **_to_sign(actor, rows),
        "may_draft": own,
    }
    return table_response(request, "leases/list.html", table, context)


def _to_sign(actor: Actor, rows: QuerySet[Lease]) -> dict[str, object]:
    """The first lease that a tenant is to sign comes before everything else."""
    waiting = rows.filter(tenant_id=actor.organisation_id, versions__state=VersionState.APPROVED)
    row = waiting.filter(versions__tenant_signature=None).order_by("starts_on").first()
    if row is None or not actor.may(LeasePermission.SIGN):
        return {}
    return {"next": _("Sign the lease %(number)s") % {"number": row.number}, "who": _("You"), "by": row.starts_on}


def one(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """One lease: how it stands, its terms, its rooms, its next bills, its versions, what happened."""
    row, actor = leases.lease(lease_id), actor_of(request)
    versions = leases.versions_of(row)
    names = leases.names_of([row.tenant_id, row.organisation_id])
    shown = _shown(row, versions)
    said = leases.rent_lease(row, with_pending=True)
    every, stops = coming(said)
    ahead = [each for each in every if each.days.end is None or each.days.end > leases.today()]
    context = {
        "row": row,
        "state": lease_state(row, leases.today()),
        "truth": truth(row, versions, names),
        "offers": offers(row, versions, actor),
        "tenant": names.get(row.tenant_id, ""),
        "shown": shown,
        "rooms": shown.rooms,
        "floors": _floors(row, shown, actor),
        "terms": [priced(term, said.index) for term in said.terms],
        "late": said.late,
        "cycle": said.cycle,
        "bills": bill_rows(ahead[:BILLS_SHOWN]),
        "stops": stops,
        "giving_way": giving_way(row, actor, versions=versions),
        "versions": [(each, version_state(each)) for each in versions],
        "compared": side_by_side(versions),
        "lines": history(row),
        "follows": row.follows,
        "successors": list(row.successors.exclude(state=LeaseState.WITHDRAWN)),
        "in_force": row.state in IN_FORCE,
        "crumbs": crumbs(),
    }
    return render(request, "leases/lease.html", context)


def _shown(row: Lease, versions: Sequence[LeaseVersion]) -> LeaseVersion:
    return next((each for each in versions if each.number == row.current), versions[0])


def _floors(row: Lease, shown: LeaseVersion, actor: Actor) -> list[Floor]:
    """Where the rooms are; the operator opens their pages."""
    links = reverse("premises_room", args=[UUID(int=0)]) if actor.may(PremisesPermission.SEE) else ""
    day = min(max(leases.today(), row.starts_on), row.until - timedelta(days=1))
    return floors_of(row.organisation_id, [UUID(each["room"]) for each in shown.rooms], day, links=links)


def bills(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """All bills of a lease from its first day to its last, each line with its formula."""
    row = leases.lease(lease_id)
    said = leases.rent_lease(row, with_pending=True)
    every, stops = coming(said)
    kinds: dict[rent.TermKind, Decimal] = {}
    for each in every:
        for line in each.lines:
            kinds[line.term.kind] = kinds.get(line.term.kind, Decimal(0)) + line.gross.amount
    context = {
        "row": row,
        "bills": bill_rows(every),
        "stops": stops,
        "sums": Priced.sums(kinds),
        "total": sum(kinds.values(), Decimal(0)),
        "crumbs": crumbs(row),
    }
    return render(request, "leases/bills.html", context)


def sheet(request: HttpRequest, lease_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The contract sheet as PDF/A-3b, in the reader's language."""
    row = leases.lease(lease_id)
    language = "zh" if (get_language() or "en").startswith("zh") else "en"
    content = lease_sheet(row, at=now(), language=language)
    name = f'attachment; filename="lease-{row.id}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


def file(request: HttpRequest, lease_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The lease file of the version in force, for ``cellpark rent bills`` and other systems."""
    row = leases.lease(lease_id)
    name = f'attachment; filename="{row.id}.lease.yaml"'
    return HttpResponse(row.text, content_type="application/yaml; charset=utf-8", headers={"Content-Disposition": name})
