"""Permits as a table, the page of one, its paper, and the register of waste."""

from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.fields import in_reader_language
from cellpark.base.messages import explain
from cellpark.base.time import now
from cellpark.facilities import public as facilities
from cellpark.facilities.public import (
    GIVEN,
    FacilityPermission,
    Permit,
    PermitKind,
    PermitState,
    WasteKind,
    terms_of,
    words,
)
from cellpark.leases.public import today
from cellpark.web.areas.facilities.permit_standing import (
    beside_lines,
    by_the_firm,
    check_from,
    link_lines,
    permit_offers,
    permit_state,
    permit_truth,
)
from cellpark.web.areas.facilities.views.common import TenantNames, is_park, name_of, permit_address, permit_crumbs
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

MONTHS_SHOWN = 24


def _number() -> Column[Permit]:
    return Column(
        key="number",
        label=gettext_lazy("Permit"),
        kind=Kind.CODE,
        value="code",
        sort="number",
        search=("place", "text", "contractor", "carrier", "note_number"),
        link=lambda row: permit_address(row.id),
    )


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every permit in sight."""
    actor, at = actor_of(request), now()
    rows = facilities.permits(actor)
    columns: list[Column[Permit]] = [
        _number(),
        Column(key="kind", label=gettext_lazy("Kind"), value=lambda row: str(words.PERMIT_KINDS[row.kind])),
        Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=lambda row: permit_state(row, at)),
        Column(key="place", label=gettext_lazy("Place"), value="place", sort="place"),
        Column(key="starts_at", label=gettext_lazy("From"), kind=Kind.MOMENT, value="starts_at", sort="starts_at"),
        Column(key="ends_at", label=gettext_lazy("Until"), kind=Kind.MOMENT, value="ends_at", sort="ends_at"),
        Column(key="contractor", label=gettext_lazy("Firm"), value=lambda row: row.contractor or row.carrier),
    ]
    if is_park(actor):
        columns.insert(4, Column(key="tenant", label=gettext_lazy("Tenant"), value=TenantNames(rows).of))
    table = Table(
        rows.order_by(),
        columns,
        request,
        caption=_("Permits of work"),
        order="-starts_at",
        choices=(
            Choice(
                key="kind",
                label=_("Kind"),
                lookup="kind",
                options=tuple((each.value, words.PERMIT_KINDS[each]) for each in PermitKind),
            ),
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, words.PERMIT_STATES[each]) for each in PermitState),
            ),
        ),
        empty=_("No permit yet. Ask for one before hot work begins or waste leaves."),
    )
    waits = rows.filter(state=PermitState.REQUESTED).count()
    context = {
        "waits": waits,
        "may_ask": actor.may(FacilityPermission.REQUEST_PERMIT),
    }
    return table_response(request, "facilities/permits.html", table, context)


def one(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """One permit; the next act on top."""
    row = facilities.permit(permit_id)
    actor = actor_of(request)
    tenant, hot = name_of(row.tenant_id), row.kind == PermitKind.HOT_WORK
    checks = terms_of(row).checks
    park = actor.scope.everything or actor.organisation_id == row.organisation_id
    names = facilities.people_of([row.requested_by, row.approved_by, row.begun_by, row.closed_by]) if park else {}
    against, links = _against(row, actor), link_lines(row, actor)
    context = {
        "row": row,
        "hot": hot,
        "state": permit_state(row),
        "truth": permit_truth(row, tenant),
        "offers": permit_offers(row, actor, against=bool(against)),
        "kind": words.PERMIT_KINDS[row.kind],
        "tenant": tenant,
        "waste": words.WASTE_KINDS.get(row.waste_kind, ""),
        "quantity": Decimal(row.quantity) if row.quantity else None,
        "checks": [in_reader_language(checks[each].name_zh, checks[each].name_en) for each in row.checks],
        "check_from": check_from(row) if hot else None,
        "asked_by": names.get(row.requested_by, ""),
        "given_by": names.get(row.approved_by, ""),
        "begun_by": by_the_firm(row) if row.begun_by is None else names.get(row.begun_by, ""),
        "ended_by": by_the_firm(row) if any(each["said"] for each in links) else "",
        "closed_by": names.get(row.closed_by, ""),
        "printed": row.state in GIVEN,
        "against": against,
        "beside": beside_lines(row, actor),
        "links": links,
        "crumbs": permit_crumbs(),
    }
    return render(request, "facilities/permit.html", context)


def _against(row: Permit, actor: Actor) -> list[str]:
    """What batches stand against a permit that waits, for those who decide on it and those who asked."""
    if row.state != PermitState.REQUESTED:
        return []
    return [explain(each).what for each in facilities.batch_problems(row, reader=actor)]


def paper(request: HttpRequest, permit_id: UUID) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The permit on paper, in both languages, to hang at the door."""
    row = facilities.permit(permit_id)
    answer = HttpResponse(facilities.permit_pdf(row, name_of(row.tenant_id)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{row.code}.pdf"'
    return answer


def waste(request: HttpRequest) -> HttpResponseBase:
    """What waste left the park: by month and tenant, as a table and as a file."""
    actor = actor_of(request)
    month = _month(request.GET.get("month", ""))
    rows = facilities.waste_handed_over(actor, since=month, until=None if month is None else _next(month))
    columns: list[Column[Permit]] = [
        Column(key="closed_at", label=gettext_lazy("Handed over"), kind=Kind.MOMENT, sort="closed_at"),
        _number(),
        Column(
            key="kind", label=gettext_lazy("Kind of waste"), value=lambda row: str(words.WASTE_KINDS[row.waste_kind])
        ),
        Column(key="quantity", label=gettext_lazy("kg"), kind=Kind.NUMBER, value=lambda row: Decimal(row.quantity)),
        Column(key="containers", label=gettext_lazy("Containers"), kind=Kind.NUMBER, value="containers"),
        Column(key="place", label=gettext_lazy("Place"), value="place"),
        Column(key="carrier", label=gettext_lazy("Carrier"), value="carrier", sort="carrier"),
        Column(key="licence", label=gettext_lazy("Licence of the carrier"), kind=Kind.CODE, value="licence"),
        Column(key="note", label=gettext_lazy("Number of the transfer note"), kind=Kind.CODE, value="note_number"),
    ]
    choices = [
        Choice(
            key="waste",
            label=_("Kind of waste"),
            lookup="waste_kind",
            options=tuple((each.value, words.WASTE_KINDS[each]) for each in WasteKind),
        )
    ]
    if is_park(actor):
        columns.insert(2, Column(key="tenant", label=gettext_lazy("Tenant"), value=TenantNames(rows).of))
        named = sorted(facilities.tenants_of(rows).items(), key=lambda each: each[1])
        options = tuple((str(key), name) for key, name in named)
        choices.append(Choice(key="tenant", label=_("Tenant"), lookup="tenant_id", options=options))
    table = Table(
        rows.order_by(),
        columns,
        request,
        caption=_("Register of waste"),
        order="-closed_at",
        choices=choices,
        keep=("month",),
        empty=_("Nothing was handed over in this time."),
    )
    context = {"month": "" if month is None else f"{month:%Y-%m}", "sums": _sums(rows), "months": _months()}
    return table_response(request, "facilities/waste.html", table, context)


def _sums(rows: QuerySet[Permit]) -> list[tuple[str, Decimal]]:
    found: dict[str, Decimal] = {}
    for kind, quantity in rows.order_by().values_list("waste_kind", "quantity"):
        found[kind] = found.get(kind, Decimal(0)) + Decimal(quantity)
    return [(str(words.WASTE_KINDS[each]), found[each]) for each in WasteKind if each in found]


def _month(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    # the calendar ends within the last of its months
    return found if found.year < MAXYEAR else None


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _months() -> list[str]:
    found = [today().replace(day=1)]
    while len(found) < MONTHS_SHOWN:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return [f"{each:%Y-%m}" for each in found]
