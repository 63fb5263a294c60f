"""From a need of a room to the search for a place."""

from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from cellpark.companies.public import Need, NeedKind, NeedState, words
from cellpark.web.pages import formats

SEARCH = "premises_places"
# the particulars of a need under the names that the search takes
NAMES = {"area_least": "area_min", "area_most": "area_max", "from": "day"}
PARTICULARS = words.PARTICULARS
SAID = frozenset({"area_least", "area_most", "grade", "power_kw", "height_m", "from"})


def particulars(need: Need) -> list[str]:
    """What a need of a room asks for, in words."""
    found = []
    for name, said in PARTICULARS.items():
        if value := need.wanted.get(name, ""):
            found.append(str(said) % {"value": _shown(name, value)})
    return found


def _shown(name: str, value: str) -> str:
    if name != "from":
        return value
    try:
        return formats.day(date.fromisoformat(value))
    except ValueError:
        return value


def place_address(need: Need) -> str:
    """The address of the search with the particulars filled in; empty where there is none, or nothing is looked for."""
    if need.kind != NeedKind.ROOM or need.state != NeedState.OPEN:
        return ""
    try:
        found = reverse(SEARCH)
    except NoReverseMatch:
        return ""
    asked = {NAMES.get(name, name): value for name, value in need.wanted.items() if name in SAID}
    asked |= {"ln2": "on"} if need.wanted.get("ln2") else {}
    return f"{found}?{urlencode({'day': need.since.isoformat(), **asked})}"
