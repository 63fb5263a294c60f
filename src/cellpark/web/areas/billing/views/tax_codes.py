"""By which tax classification codes lines are invoiced."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.billing import public as billing
from cellpark.billing.public import LineKind, today
from cellpark.receivables import public as receivables
from cellpark.receivables.public import ReceivablesPermission, TaxCode
from cellpark.web.areas.billing.forms import TaxCodeForm
from cellpark.web.areas.billing.views.common import act_page, money_crumbs, operator
from cellpark.web.pages.acts import FormPage
from cellpark.web.pages.tables import Column, Kind, Table, table_response

COLUMNS: tuple[Column[TaxCode], ...] = (
    Column(
        key="kind",
        label=gettext_lazy("Kind of line"),
        value=lambda row: str(billing.words.LINE_KINDS[row.kind]),
        sort="kind",
    ),
    Column(key="since", label=gettext_lazy("From"), kind=Kind.DAY, value="since", sort="since"),
    Column(key="code", label=gettext_lazy("Code"), kind=Kind.CODE, value="code", sort="code", search=("code", "name")),
    Column(key="name", label=gettext_lazy("Short name of the code"), value="name"),
    Column(key="recorded_at", label=gettext_lazy("Recorded"), kind=Kind.MOMENT, value="recorded_at"),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """Every code so far, and the kinds of lines that have none."""
    mine = operator(request)
    rows = receivables.tax_codes().filter(organisation_id=mine)
    table = Table(
        rows.order_by(),
        COLUMNS,
        request,
        caption=_("Tax classification codes"),
        order="-since",
        empty=_("No code yet. Without codes the file of requests says so in its check."),
    )
    known = set(rows.filter(since__lte=today()).values_list("kind", flat=True))
    missing = [str(billing.words.LINE_KINDS[each]) for each in receivables.TAXED_KINDS if each not in known]
    may = actor_of(request).may(ReceivablesPermission.SET_TAX_CODE)
    context = {
        "may_set": may,
        "now": _("No code holds for: %(kinds)s") % {"kinds": _(", ").join(missing)}
        if missing
        else _("Every kind of line has a code."),
        "next": _("Set the codes that are missing") if missing else "",
        "who": _("A park manager") if missing else "",
        "crumbs": (*money_crumbs(), {"href": reverse("money_export"), "label": _("Export for accounting")}),
    }
    return table_response(request, "billing/tax_codes.html", table, context)


def set_code(request: HttpRequest) -> HttpResponse:
    """Set the code of a kind of line from a day on."""
    form = TaxCodeForm.of(request, initial={"since": today()})
    page = FormPage(
        title=_("Set a tax classification code"),
        submit=_("Set the code"),
        back=reverse("tax_codes"),
        lead=_("It holds from its day until the next one. Whether it is the right one only your tax office can say."),
        crumbs=(*money_crumbs(), {"href": reverse("tax_codes"), "label": _("Tax classification codes")}),
    )

    def act() -> TaxCode:
        sent = form.cleaned_data
        return receivables.set_tax_code(
            actor=actor_of(request),
            kind=LineKind(sent["kind"]),
            code=sent["code"],
            since=sent["since"],
            name=sent["name"],
        )

    return act_page(request, form, page, act, toast=_("The code is set."))
