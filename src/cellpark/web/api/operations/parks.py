"""The directory of parks. It holds what was published, so that everybody who signed in may read it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import SIGNED_IN
from cellpark.space.public import companies_of, park_page, park_summaries
from cellpark.web.api.calls import page
from cellpark.web.api.operation import operation
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.parks import ParkCompanyOut, ParkOut, ParkWholeOut
from cellpark.web.api.values import Search

TAG = "parks"


@operation("GET", "parks", access=SIGNED_IN, answers={200: list[ParkOut]}, tag=TAG, summary=_("List the parks"))
def list_parks(request: HttpRequest) -> list[ParkOut]:  # noqa: ARG001 -- ninja's signature
    """The parks, at most a hundred."""
    return [ParkOut.of(summary) for summary in park_summaries()]


@operation(
    "GET",
    "parks/{key}",
    access=SIGNED_IN,
    answers={200: ParkWholeOut},
    tag=TAG,
    summary=_("Read a park with the source of every fact"),
)
def get_park(request: HttpRequest, key: Search) -> ParkWholeOut:  # noqa: ARG001 -- ninja's signature
    """One park: phases, buildings, platforms, facts, sources."""
    return ParkWholeOut.of(park_page(key))


@operation(
    "GET",
    "parks/{key}/companies",
    access=SIGNED_IN,
    answers={200: list[ParkCompanyOut]},
    tag=TAG,
    summary=_("List the companies of a park"),
)
def list_companies(
    request: HttpRequest, response: HttpResponse, key: Search, after: After = None, limit: Limit = 50
) -> list[ParkCompanyOut]:
    """The companies that sources name in a park, with what is published about each."""
    rows = companies_of(park_page(key).park)
    return [ParkCompanyOut.of(row) for row in page(request, response, rows, after=after, limit=limit)]
