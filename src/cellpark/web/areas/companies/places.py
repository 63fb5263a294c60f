"""From a need of a room to the search for a place."""

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from cellpark.companies.public import Need, NeedKind, NeedState

SEARCH = "find_place"


def place_address(need: Need) -> str:
    """The address of the search with the particulars filled in; empty where there is none, or nothing is looked for."""
    if need.kind != NeedKind.ROOM or need.state != NeedState.OPEN:
        return ""
    try:
        found = reverse(SEARCH)
    except NoReverseMatch:
        return ""
    return f"{found}?{urlencode({**need.wanted, 'need': str(need.id)})}"
