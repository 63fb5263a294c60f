"""The glide path of a company, and the board of counts that parks report."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.companies.public import (
    COUNTS,
    CompanyPermission,
    Counted,
    Glide,
    companies,
    company,
    counts,
    glide_path,
    today,
    vocabulary_of,
    words,
)
from cellpark.recognition.public import Checked, Recognition, Risk, Vocabulary
from cellpark.space.public import FactKind, number_of, park_page, park_summaries
from cellpark.web.areas.companies.standing import RISK_COLOURS
from cellpark.web.areas.companies.views.common import crumbs, language
from cellpark.web.areas.companies.views.judged import asked, conditions, edition_words, standing_state
from cellpark.web.pages.tables import State

SHOWN_MAX = 200
COUNT_WORDS = {
    "held": gettext_lazy("Held"),
    "ending": gettext_lazy("Ending within a year"),
    "met": gettext_lazy("Meet the rules"),
    "unknown": gettext_lazy("Cannot be told yet"),
    "not_met": gettext_lazy("Not met"),
}


def glide(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Every recognition for one company: held, met, what is missing, by when, and which renewal is at risk."""
    row = company(company_id)
    on = today()
    found = glide_path(row, on)
    vocabulary = vocabulary_of(row.organisation_id)
    risks = sum(each.renewal is not None and each.held(on) and each.renewal.risk is Risk.AT_RISK for each in found)
    wanted = dict.fromkeys(key for each in found for key in each.judgement.ask)
    held = sum(each.held(on) for each in found)
    now = ngettext("%(count)s recognition is held", "%(count)s recognitions are held", held) % {"count": held}
    if risks:
        at_risk = ngettext("%(count)s renewal is at risk", "%(count)s renewals are at risk", risks)
        now += str(_("; ")) + at_risk % {"count": risks}
    context = {
        "row": row,
        "now": now,
        "next": _("Type the data that are asked for") if wanted else "",
        "who": _("the company, or whoever looks after it") if wanted else "",
        "lines": [_line(each, vocabulary) for each in found],
        "wanted": asked(list(wanted), vocabulary),
        "may_keep": actor_of(request).may(CompanyPermission.KEEP),
        "record": reverse("company_milestone", args=[row.id]),
        "crumbs": crumbs(row),
    }
    return render(request, "companies/recognitions.html", context)


def lines_of(found: list[Glide], vocabulary: Vocabulary) -> list[Mapping[str, object]]:
    """Recognitions as pages show them."""
    return [_line(each, vocabulary) for each in found]


def counted(request: HttpRequest) -> HttpResponse:
    """What this site computes of its residents, and beside it what was published; the two are never mixed."""
    on = today()
    house = actor_of(request).organisation_id
    found = [] if house is None else counts(house, on)
    pages = [park_page(each.park.key) for each in park_summaries()]
    published = [
        {"park": page.park, "facts": [{"fact": fact, "number": number_of(fact)} for fact in facts]}
        for page in pages
        if (facts := page.of_kind(FactKind.FIGURE))
    ]
    lines = [
        {
            "each": each,
            "name": each.recognition.words.in_language(language()),
            "checked": _checked(each.recognition),
            "edition": edition_words(each.recognition.edition),
            "figures": [
                {"count": len(each.behind[of]), "href": f"?{urlencode({'key': each.recognition.key, 'of': of})}#who"}
                for of in COUNTS
            ],
        }
        for each in found
    ]
    ending = sum(each.ending for each in found)
    now = ngettext(
        "%(count)s recognition ends within twelve months", "%(count)s recognitions end within twelve months", ending
    ) % {"count": ending}
    context = {
        "lines": lines,
        "opened": _opened(found, request.GET.get("key", ""), request.GET.get("of", "")),
        "published": published,
        "now": now,
        "next": _("Renew them in time: the glide path of each company says what is missing") if ending else "",
        "who": _("Whoever looks after the company") if ending else "",
        "on": on,
        "crumbs": crumbs(),
    }
    return render(request, "companies/counts.html", context)


def _opened(found: Sequence[Counted], key: str, of: str) -> Mapping[str, object] | None:
    """The companies behind one figure, each with its glide path."""
    chosen = next((each for each in found if each.recognition.key == key), None)
    if chosen is None or of not in COUNTS:
        return None
    ids = chosen.behind[of]
    rows = companies().filter(id__in=ids).order_by("name_zh", "name_en", "id")[:SHOWN_MAX]
    name = chosen.recognition.words.in_language(language())
    return {"name": f"{name}: {COUNT_WORDS[of]}", "rows": list(rows), "more": max(len(ids) - SHOWN_MAX, 0)}


def _checked(rule: Recognition) -> bool:
    return rule.source.checked is Checked.OFFICIAL


def _line(each: Glide, vocabulary: Vocabulary) -> Mapping[str, object]:
    judged = each.judgement
    low, high = judged.points
    risk = each.renewal.risk.value if each.renewal and each.held(today()) else ""
    return {
        "name": judged.recognition.words.in_language(language()),
        "area": judged.recognition.area.in_language(language()),
        "edition": edition_words(judged.recognition.edition),
        "source": judged.recognition.source.words.in_language(language()),
        "checked": judged.recognition.source.checked_on,
        "state": standing_state(judged.standing.value),
        "granted_on": each.granted_on,
        "ends_on": each.renewal.ends_on if each.renewal else None,
        "risk": State(RISK_COLOURS[risk], words.RISKS[risk]) if risk else None,
        "met_from": each.met_from,
        "needs": conditions(judged.needs, vocabulary),
        "ways": conditions(judged.ways, vocabulary),
        "points": (low, high) if judged.items else None,
        "key": judged.recognition.key,
    }
