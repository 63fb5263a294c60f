"""The parks: what is published about them, each fact with its source."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.space.public import (
    COMPANY_FIELDS,
    COMPANY_ROLES,
    Company,
    CompanyField,
    CompanyRole,
    FactKind,
    companies_of,
    layouts,
    park_page,
    park_summaries,
)
from cellpark.web.pages import park_words
from cellpark.web.pages.park_picture import picture_of
from cellpark.web.pages.tables import Choice, Column, Table, table_response


def parks(request: HttpRequest) -> HttpResponse:
    """All parks, each with its map and one line of what is true."""
    summaries = park_summaries()
    layout_of = layouts([summary.park for summary in summaries])
    cards = [
        {
            "summary": summary,
            "picture": picture_of(layout_of[summary.park.id]),
            "now": park_words.opened(summary.park, layout_of[summary.park.id].phases),
        }
        for summary in summaries
    ]
    return render(request, "parks/parks.html", {"cards": cards, "now": park_words.loaded(len(cards))})


def park(request: HttpRequest, key: str) -> HttpResponseBase:
    """One park: its map, platforms, figures, companies, and the sources of all of it."""
    page = park_page(key)
    table = Table(
        companies_of(page.park),
        COLUMNS,
        request,
        caption=_("Companies named"),
        order="role",
        name="companies",
        choices=CHOICES,
        empty=_("No company is named in a source yet."),
    )
    context = {
        "crumbs": [{"href": reverse("parks"), "label": _("Parks")}],
        "page": page,
        "park": page.park,
        "now": park_words.true_now(page),
        "picture": picture_of(page),
        "kinds": park_words.platforms_by_kind(page.platforms),
        "figures": park_words.figures_by_standing(page.of_kind(FactKind.FIGURE)),
        "statements": page.of_kind(FactKind.STATEMENT),
        "programmes": page.of_kind(FactKind.PROGRAMME),
    }
    return table_response(request, "parks/park.html", table, context)


def _published(company: Company) -> str:
    phase = [company.phase.name] if company.phase else []
    platforms = [platform.name for platform in company.platforms.all()]
    facts = [f"{fact.text} ({fact.source.key})" for fact in company.facts.all()]
    return park_words.listed([*phase, *platforms, *facts])


COLUMNS: tuple[Column[Company], ...] = (
    Column(key="name", label=_("Company"), sort="any_name", search=("name_zh", "name_en")),
    Column(
        key="role",
        label=_("Named as"),
        value=lambda company: str(COMPANY_ROLES[CompanyRole(company.role)]),
        sort="role",
    ),
    Column(
        key="field",
        label=pgettext_lazy("of a company", "Field"),
        value=lambda company: str(COMPANY_FIELDS[CompanyField(company.field)]) if company.field else "",
        sort="field",
    ),
    Column(key="published", label=_("What else is published"), value=_published),
    Column(key="source", label=_("Source"), value="source.key", link=lambda company: f"#source-{company.source.key}"),
)
CHOICES = (
    Choice(
        key="role",
        label=_("Named as"),
        lookup="role",
        options=tuple((role.value, words) for role, words in COMPANY_ROLES.items()),
    ),
    Choice(
        key="field",
        label=pgettext_lazy("of a company", "Field"),
        lookup="field",
        options=tuple((field.value, words) for field, words in COMPANY_FIELDS.items()),
    ),
)
