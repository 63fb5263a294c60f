"""Rooms kept for somebody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.leases import public as leases
from cellpark.leases.public import Hold, HoldState, words
from cellpark.premises.public import rooms
from cellpark.web.areas.leases.forms import HoldForm
from cellpark.web.areas.leases.tenants import tenant_choices
from cellpark.web.areas.leases.views.common import act_page, crumbs, rooms_wanted
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.tables import Choice, Column, Kind, State, Table, table_response

_COLOURS = {HoldState.OPEN: "waiting", HoldState.RELEASED: "done", HoldState.LET: "running"}


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every hold, the next to run out first."""
    names: dict[UUID, str] = {}

    def whose(row: Hold) -> str:
        if row.tenant_id is None:
            return str(row.for_whom)
        if not names:
            names.update(leases.names_of(leases.holds().exclude(tenant=None).values_list("tenant_id", flat=True)))
        return names.get(row.tenant_id, "")

    columns: tuple[Column[Hold], ...] = (
        Column(
            key="number",
            label=gettext_lazy("Hold"),
            kind=Kind.CODE,
            value="number",
            sort="number",
            search=("number", "for_whom"),
            link=lambda row: reverse("lease_hold_release", args=[row.id]) if row.state == HoldState.OPEN else None,
        ),
        Column(key="for", label=gettext_lazy("Kept for"), value=whose),
        Column(
            key="state",
            label=gettext_lazy("State"),
            kind=Kind.STATE,
            value=lambda row: State(_COLOURS[HoldState(row.state)], words.HOLD_STATES[HoldState(row.state)]),
            sort="state",
        ),
        Column(key="until", label=gettext_lazy("Free again on"), kind=Kind.DAY, value="until", sort="until"),
    )
    kept = leases.holds().filter(state=HoldState.OPEN).count()
    table = Table(
        leases.holds().order_by(),
        columns,
        request,
        caption=_("Holds"),
        order="until",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(words.HOLD_STATES[each])) for each in HoldState),
            ),
        ),
        empty=_("No hold. Keep rooms for somebody who has not decided yet; they are free again by themselves."),
    )
    now = ngettext("%(count)s hold keeps rooms", "%(count)s holds keep rooms", kept) % {"count": kept}
    return table_response(request, "leases/holds.html", table, {"now": now, "crumbs": crumbs()})


def place(request: HttpRequest) -> HttpResponse:
    """Keep rooms for somebody."""
    asked = [each for each in request.GET.getlist("room")[:50] if len(each) == 36]
    chosen = rooms().filter(id__in=asked).select_related("building") if asked else ()
    written = "\n".join(f"{room.building.code}/{room.code}" for room in chosen)
    form = HoldForm.of(request, initial={"rooms": written})
    form.fields["tenant"].choices = tenant_choices(request)  # type: ignore[attr-defined]
    page = FormPage(
        title=_("Hold rooms"),
        submit=_("Hold rooms"),
        back=reverse("lease_holds"),
        lead=_("Nobody else is let these rooms until the hold runs out. A lease for the same company takes its place."),
        crumbs=crumbs(),
    )

    def act() -> object:
        sent = form.cleaned_data
        wanted, _rooms = rooms_wanted(request, sent["rooms"], start=sent["start"] or leases.today())
        return leases.hold_room(
            actor=actor_of(request),
            number=sent["number"],
            rooms=wanted,
            until=sent["until"],
            tenant_id=UUID(sent["tenant"]) if sent["tenant"] else None,
            for_whom=sent["for_whom"],
        )

    return act_page(request, form, page, act, toast=_("The rooms are held."))


def release(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Let them go before their day."""
    row = leases.hold(hold_id)
    form = ReasonForm.of(request)
    page = FormPage(
        title=_("Release the hold"),
        submit=_("Release the hold"),
        back=reverse("lease_holds"),
        kicker=row.number,
        crumbs=(*crumbs(), {"href": reverse("lease_holds"), "label": _("Holds")}),
    )

    def act() -> object:
        return leases.release_hold(actor=actor_of(request), hold_id=hold_id, reason=form.cleaned_data["reason"])

    return act_page(request, form, page, act, toast=_("The rooms are free again."))
