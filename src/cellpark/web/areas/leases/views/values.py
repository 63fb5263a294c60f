"""Published index values, and what is asked for rooms."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.leases import public as leases
from cellpark.leases.public import AskingRent, IndexValue, LeasePermission
from cellpark.premises.public import RoomUse
from cellpark.premises.public import words as premises_words
from cellpark.web.areas.leases.forms import AskingForm, IndexForm
from cellpark.web.areas.leases.views.common import act_page, crumbs
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.tables import Column, Kind, Table, table_response

INDEX: tuple[Column[IndexValue], ...] = (
    Column(key="name", label=gettext_lazy("Index"), value="name", sort="name", search=("name", "source")),
    Column(key="month", label=gettext_lazy("Month"), kind=Kind.CODE, value="month", sort="month"),
    Column(key="figure", label=gettext_lazy("Value"), kind=Kind.NUMBER, value="figure", sort="figure"),
    Column(
        key="published_on",
        label=gettext_lazy("Published on"),
        kind=Kind.DAY,
        value="published_on",
        sort="published_on",
    ),
    Column(key="source", label=gettext_lazy("Where it can be read"), value="source"),
    Column(
        key="recorded_at", label=gettext_lazy("Recorded"), kind=Kind.MOMENT, value="recorded_at", sort="recorded_at"
    ),
)
ASKING: tuple[Column[AskingRent], ...] = (
    Column(
        key="use", label=gettext_lazy("Use"), value=lambda row: str(premises_words.USES[RoomUse(row.use)]), sort="use"
    ),
    Column(key="rate", label=gettext_lazy("CNY/m² a month"), kind=Kind.NUMBER, value="rate", sort="rate"),
    Column(key="since", label=gettext_lazy("From"), kind=Kind.DAY, value="since", sort="since"),
)


def shown(request: HttpRequest) -> HttpResponseBase:
    """Both, each as a table."""
    values = Table(
        leases.index_values().order_by(),
        INDEX,
        request,
        caption=_("Index values"),
        order="-month",
        empty=_("No index value. Record the first one that a rent waits for."),
        keep=("asking-sort",),
    )
    asking = Table(
        leases.asking_rents().order_by(),
        ASKING,
        request,
        caption=_("Asking rents"),
        order="-since",
        name="asking",
        empty=_("Nothing is asked yet. Vacancy loss needs what is asked for each use."),
        keep=("sort",),
    )
    if (answer := asking.exported()) is not None:
        return answer
    context = {"asking": asking, "may": actor_of(request).may(LeasePermission.INDEX), "crumbs": crumbs()}
    return table_response(request, "leases/values.html", values, context)


def index(request: HttpRequest) -> HttpResponse:
    """Record a published value."""
    form = IndexForm.of(request)
    page = FormPage(
        title=_("Record an index value"),
        submit=_("Record"),
        back=reverse("lease_values"),
        lead=_("Rents that waited for it follow with the next bill. A correction of a month needs a reason."),
        crumbs=crumbs(),
    )

    def act() -> object:
        return leases.record_index(actor=actor_of(request), **form.cleaned_data)

    return act_page(request, form, page, act, toast=_("Recorded."))


def asking(request: HttpRequest) -> HttpResponse:
    """Say what is asked."""
    form = AskingForm.of(request)
    page = FormPage(title=_("Set an asking rent"), submit=_("Record"), back=reverse("lease_values"), crumbs=crumbs())

    def act() -> object:
        sent = form.cleaned_data
        return leases.set_asking_rent(
            actor=actor_of(request), use=RoomUse(sent["use"]), rate=sent["rate"], since=sent["since"]
        )

    return act_page(request, form, page, act, toast=_("Recorded."))
