"""Studies that are kept, and one of them: its scenarios side by side, what matters most, every figure as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.messages import explain, sentence
from cellpark.base.study_words import KINDS, figure_name
from cellpark.batches.public import plan_of
from cellpark.kernel.problem import Refused
from cellpark.planning.studying import Key
from cellpark.recipes.public import recipe_versions
from cellpark.studies import public as studies
from cellpark.studies.public import Study, StudyPermission, StudyState
from cellpark.studies.public import words as study_words
from cellpark.web.areas.studies.picture import Swing, tornado_of
from cellpark.web.areas.studies.views.asking import recipe_names
from cellpark.web.areas.studies.words import (
    Names,
    digits,
    figure_unit,
    figure_words,
    number,
    range_name,
    scaled,
    scenario_name,
    study_state,
    words_of_tests,
)
from cellpark.web.pages.acts import done
from cellpark.web.pages.offers import offer
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

SHOWN: tuple[Key, ...] = (
    ("days", "mean"),
    ("days", "p90"),
    ("a year", "treated"),
    ("share", "released"),
    ("share", "late"),
    ("cost", "per patient treated"),
    ("cost", "per batch begun"),
    ("cost", "a year"),
)
"""What stands side by side; every other figure is in the table below."""
OF_THINGS, SEEN = frozenset({"use", "hours waited for"}), 0.0005
"""What nobody uses or waits for is left out of the table; programs are told everything."""
COLUMNS: tuple[Column[Study], ...] = (
    Column(
        key="name",
        label=gettext_lazy("Study"),
        sort="name",
        search=("name",),
        link=lambda row: reverse("study", args=[row.id]),
    ),
    Column(key="mbr", label=gettext_lazy("Recipe"), kind=Kind.CODE, sort="mbr", search=("mbr",)),
    Column(
        key="state",
        label=gettext_lazy("State"),
        kind=Kind.STATE,
        value=lambda row: study_state(row.state),
        sort="state",
    ),
    Column(key="asked_at", label=gettext_lazy("Asked for at"), kind=Kind.MOMENT, sort="asked_at"),
    Column(key="ended_at", label=gettext_lazy("Ended at"), kind=Kind.MOMENT, sort="ended_at"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one plant, as the table and its files have it; ``kind`` is that of the figure."""

    plant: str
    kind: str
    figure: str
    mean: Decimal
    half: Decimal | None
    difference: Decimal | None
    difference_half: Decimal | None


LINES: tuple[Column[Line], ...] = (
    Column(key="plant", label=gettext_lazy("Scenario"), value="plant", sort="plant", search=("plant",)),
    Column(key="kind", label=gettext_lazy("Kind"), value="kind", sort="kind"),
    Column(key="figure", label=gettext_lazy("Figure"), value="figure", sort="figure", search=("figure",)),
    Column(key="mean", label=gettext_lazy("Mean"), kind=Kind.NUMBER, value="mean", sort="mean"),
    Column(key="half", label=gettext_lazy("Half of the interval"), kind=Kind.NUMBER, value="half"),
    Column(
        key="difference",
        label=gettext_lazy("Difference to the plant as it is"),
        kind=Kind.NUMBER,
        value="difference",
        sort="difference",
    ),
    Column(
        key="difference_half", label=gettext_lazy("Half of its interval"), kind=Kind.NUMBER, value="difference_half"
    ),
)


def listed(request: HttpRequest) -> HttpResponseBase:
    """All studies of the plant, the newest first."""
    actor = actor_of(request)
    home = actor.organisation_id
    rows = Study.objects.none() if home is None else studies.studies(home).order_by()
    table = Table(
        rows,
        COLUMNS,
        request,
        caption=_("All studies"),
        order="-asked_at",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(study_words.STUDY_STATES[each])) for each in StudyState),
            ),
        ),
        empty=_("No study yet. Ask for the first one; nothing is changed by it."),
    )
    going = None if home is None else studies.studies(home).filter(state__in=studies.UNDER_WAY).first()
    ask = offer(actor, StudyPermission.ASK, _("Ask for a study"), reverse("study_ask"), icon="plus", look="primary")
    now = "" if going is None else _("“%(name)s” is being worked out.") % {"name": going.name}
    return table_response(request, "studies/list.html", table, {"offers": [ask], "now": now, "going": going})


def one(request: HttpRequest, study_id: UUID) -> HttpResponseBase:
    """How far it is, and what came of it."""
    actor, row = actor_of(request), studies.study_row(study_id)
    going = row.state in studies.UNDER_WAY
    recipes = recipe_names(row.organisation_id)
    names = Names(recipes, _tests(row))
    asked = studies.read_asked(row.asked) if row.asked.get("changes") is not None else None
    scenarios = [] if asked is None else [(each.key, scenario_name(each, names)) for each in asked.scenarios]
    has = bool(row.answer.get("base"))
    lines = list(_lines(row.answer, scenarios)) if has else []
    table = Table(
        lines,
        LINES,
        request,
        caption=_("Every figure"),
        order="plant",
        choices=(
            Choice(
                key="of",
                label=_("Kind"),
                lookup="kind",
                options=tuple((each, each) for each in dict.fromkeys(line.kind for line in lines)),
            ),
        ),
        empty=_("Nothing was found yet."),
    )
    context = {
        "row": row,
        "state": study_state(row.state),
        "going": going,
        "percent": round(row.share * 100),
        "may_stop": going and actor.may(StudyPermission.ASK),
        "problems": [explain(each) for each in studies.problems_of(row.problems)],
        "now": str(study_words.STUDY_STATES[StudyState(row.state)]),
        "next": _("You may leave the page; the study is kept.") if going else "",
        "recipe": recipes.get(row.recipe, row.mbr),
        "asked": asked,
        "scenarios": [name for _key, name in scenarios],
        "has": has,
        "sides": _sides(row.answer, scenarios) if has else {},
        "tornadoes": list(_tornadoes(row.answer, dict(scenarios))) if has else [],
        "enough": row.answer.get("enough"),
        "replications": row.answer.get("replications"),
        "currency": row.answer.get("currency"),
        "missing": row.answer.get("missing", []),
        "again": offer(actor, StudyPermission.ASK, _("Ask for another"), f"{reverse('study_ask')}?recipe={row.recipe}"),
        "crumbs": [{"href": reverse("studies"), "label": _("Capacity studies")}],
    }
    return table_response(request, "studies/study.html", table, context)


def _tests(row: Study) -> dict[str, str]:
    """The names of the tests of its recipe; none where the house has that recipe no more."""
    if not recipe_versions().filter(organisation_id=row.organisation_id, sha256=row.recipe).exists():
        return {}
    return words_of_tests(row.organisation_id, plan_of(row.recipe).recipe)


@require_POST
def stop(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """End it with what was found so far."""
    back = reverse("study", args=[study_id])
    try:
        studies.stop_study(actor=actor_of(request), study_id=study_id)
    except Refused as refusal:
        return done(request, back, sentence(refusal.problems[0]))
    return done(request, back, _("It ends with what was found so far."))


def _sides(answer: dict[str, Any], scenarios: list[tuple[str, str]]) -> dict[str, Any]:
    """The main figures of the plant as it is and of each scenario; a difference that may be chance is said to be so."""
    base = studies.figures_of(answer["base"])
    changes = {key: answer["changes"][key] for key, _name in scenarios}
    heads = [name for _key, name in scenarios]
    rows = []
    for key in (each for each in SHOWN if each in base):
        cells = []
        for change, _name in scenarios:
            figures = studies.figures_of(changes[change]["figures"])
            differences = studies.figures_of(changes[change]["differences"])
            cells.append(_cell(key, figures.get(key), differences.get(key)))
        rows.append({"figure": figure_words(key) + figure_unit(key), "base": _pair(key, base[key]), "cells": cells})
    wrong = [
        {"name": name, "problems": [explain(each) for each in studies.problems_of(changes[key]["problems"])]}
        for key, name in scenarios
        if changes[key]["problems"]
    ]
    return {"heads": heads, "rows": rows, "wrong": wrong}


def _cell(
    key: Key, figure: tuple[float, float | None] | None, difference: tuple[float, float | None] | None
) -> dict[str, Any]:
    if figure is None or difference is None:
        return {"value": ""}
    mean, half = difference
    return {
        "value": number(key, figure[0]),
        "by": _pair(key, difference, signed=True),
        "same": mean == 0 and not half,
        "sure": half is not None and abs(mean) > half,
    }


def _pair(key: Key, found: tuple[float, float | None], *, signed: bool = False) -> str:
    mean, half = found
    told = number(key, mean, signed=signed)
    return told if half is None else f"{told} \u00b1 {number(key, half)}"


def _lines(answer: dict[str, Any], scenarios: list[tuple[str, str]]) -> Iterator[Line]:
    yield from _lines_of(_("the plant as it is"), answer["base"], [])
    for key, name in scenarios:
        change = answer["changes"][key]
        yield from _lines_of(name, change["figures"], change["differences"])


def _lines_of(plant: str, figures: list[list[Any]], differences: list[list[Any]]) -> Iterator[Line]:
    by = studies.figures_of(differences)
    for key, (mean, half) in studies.figures_of(figures).items():
        other = by.get(key)
        if key[0] in OF_THINGS and mean < SEEN and (other is None or abs(other[0]) < SEEN):
            continue
        yield Line(
            plant,
            f"{KINDS[key[0]]}{figure_unit(key)}",
            figure_name(key),
            _exact(key, mean) or Decimal(0),
            _exact(key, half),
            None if other is None else _exact(key, other[0]),
            None if other is None else _exact(key, other[1]),
        )


def _exact(key: Key, value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(scaled(key, value))), digits(key) + 2)


def _tornadoes(answer: dict[str, Any], scenarios: dict[str, str]) -> Iterator[dict[str, Any]]:
    for each in answer["tornado"]:
        key = (each["figure"][0], each["figure"][1])
        bars = [bar for bar in each["bars"] if bar["low"] is not None and bar["high"] is not None]
        swings = [
            Swing(range_name(bar["name"], scenarios), bar["low"][0], bar["high"][0], _said(key, bar)) for bar in bars
        ]
        picture = tornado_of(swings)
        if picture is not None:
            yield {
                "title": figure_words(key) + figure_unit(key),
                "picture": picture,
                "least": number(key, picture.least, signed=True),
                "most": number(key, picture.most, signed=True),
                "rows": [
                    {
                        "name": swing.name,
                        "low": _pair(key, bar["low"], signed=True),
                        "high": _pair(key, bar["high"], signed=True),
                        "swing": "" if bar["swing"] is None else _pair(key, bar["swing"], signed=True),
                    }
                    for swing, bar in zip(swings, bars, strict=True)
                ],
            }


def _said(key: Key, bar: dict[str, Any]) -> str:
    return f"{_pair(key, bar['low'], signed=True)} / {_pair(key, bar['high'], signed=True)}"
