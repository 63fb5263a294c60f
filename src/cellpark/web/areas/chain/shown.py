"""How nodes, verdicts and figures are shown: words, colours, and a sign beside each colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.base.fields import in_reader_language
from cellpark.chain.public import Figure, Node, Standing, Verdict, VerdictKind, words
from cellpark.space.public import Park, every_park
from cellpark.web.pages import formats
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COLOURS: Mapping[VerdictKind, str] = {
    VerdictKind.BUILD: "stopped",
    VerdictKind.FILL: "waiting",
    VerdictKind.STRENGTHEN: "running",
    VerdictKind.EXTEND: "planned",
    VerdictKind.SECURE: "accent",
}
# the same in every language, so that a printed map in grey can be read
SIGNS: Mapping[VerdictKind, str] = {
    VerdictKind.BUILD: "\u2716",
    VerdictKind.FILL: "\u25d1",
    VerdictKind.STRENGTHEN: "\u25b2",
    VerdictKind.EXTEND: "\u21e2",
    VerdictKind.SECURE: "\u25c6",
}
FINE, FINE_SIGN = "done", "\u2713"
UNCERTAIN = "?"
PARKS = "cellpark_parks"
STRONG: "StrOrPromise" = gettext_lazy("Strong, or nothing is called for")


def known_parks(request: HttpRequest) -> list[Park]:
    """The parks, read once for a page."""
    found: list[Park] | None = getattr(request, PARKS, None)
    if found is None:
        found = every_park()
        setattr(request, PARKS, found)
    return found


def chosen_park(request: HttpRequest, name: str = "park", *, default: int = 0) -> Park:
    """The park that the address names, or the first; one that is not there is 404."""
    known = known_parks(request)
    wanted = request.GET.get(name, "")
    if not wanted and len(known) > default:
        return known[default]
    for each in known:
        if each.key == wanted:
            return each
    raise Http404


def at(route: str, park: Park, *args: object) -> str:
    """An address that keeps the park."""
    return f"{reverse(route, args=args)}?{urlencode({'park': park.key})}"


def node_name(node: Node) -> str:
    """The name of a node in the reader's language."""
    return in_reader_language(node.zh, node.en)


def colour_of(standing: Standing) -> str:
    """The colour of a node on the map."""
    return COLOURS[standing.main.kind] if standing.main else FINE


def sign_of(standing: Standing) -> str:
    """Its sign; a question mark where something is not known."""
    if standing.main is None:
        return FINE_SIGN
    return SIGNS[standing.main.kind] + ("" if standing.main.certain else UNCERTAIN)


def state_of(standing: Standing) -> State | None:
    """The main verdict as a state in a table."""
    if standing.main is None:
        return None
    label = f"{words.VERDICTS[standing.main.kind]}{'' if standing.main.certain else f' {UNCERTAIN}'}"
    colour = COLOURS[standing.main.kind]
    return State("planned" if colour == "accent" else colour, label)


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    colour: str
    sign: str
    label: "StrOrPromise"
    meaning: "StrOrPromise"


def legend() -> list[Key]:
    """What colours and signs mean."""
    lines = [
        Key(COLOURS[each], SIGNS[each], words.VERDICTS[each], words.VERDICT_MEANINGS[each]) for each in VerdictKind
    ]
    return [*lines, Key(FINE, FINE_SIGN, STRONG, "")]


def because(verdict: Verdict) -> str:
    """Why a verdict was given, in words."""
    named = (each.partition(":") for each in verdict.because)
    found = [f"{words.BECAUSE[key]} ({node})" if node else str(words.BECAUSE[key]) for key, _colon, node in named]
    return " · ".join(found)


def plain(figure: Figure) -> str:
    """A number of a figure; a dash where nobody knows."""
    if figure.value is None:
        return "\u2013"
    number = formats.number(tidy(figure.value))
    unit = f" {figure.unit}" if figure.unit else ""
    return (_("at least %(number)s") % {"number": number} if figure.at_least else number) + unit


def tidy(value: Decimal) -> Decimal | int:
    """A number without zeros behind the point."""
    return int(value) if value == value.to_integral() else value.normalize()


def percent(figure: Figure) -> str:
    """A share as per cent; a dash where nobody knows."""
    if figure.value is None:
        return "\u2013"
    return f"{formats.number(tidy((figure.value * 100).quantize(Decimal('0.1'))))} %"
