"""One's own details."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from cellpark.access.public import IN_PERSON, MEMBER, actor_of
from cellpark.identity.public import Person, change_own_details, person_in_sight
from cellpark.web.api.calls import perform, repeated, seen_version, tag
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.people import TAG
from cellpark.web.api.schemas.people import PersonOut
from cellpark.web.api.values import Body, Text

Short = Annotated[Text, StringConstraints(max_length=64)]


class DetailsOut(PersonOut):
    """Oneself, with what only oneself sees."""

    language: str
    time_zone: str


class DetailsIn(Body):
    """What a person says of themselves; one of the two names is enough."""

    name_zh: Text = ""
    name_en: Text = ""
    language: Short
    time_zone: Short


@operation(
    "GET",
    "profile",
    access=MEMBER,
    answers={200: DetailsOut},
    tag=TAG,
    summary=_("Read your own details"),
)
def read_profile(request: HttpRequest, response: HttpResponse) -> DetailsOut:
    """The owner of the token, or whoever is signed in."""
    return _shown(request, response)


@operation(
    "POST",
    "profile/details",
    access=IN_PERSON,
    answers={200: DetailsOut},
    tag=TAG,
    summary=_("Change your own names, language and time zone"),
    versioned=True,
)
def change_details(request: HttpRequest, response: HttpResponse, body: DetailsIn) -> DetailsOut:
    """In person only: the names are printed with signatures, so that a token must not change them."""
    version, actor = seen_version(request), actor_of(request)

    def act() -> UUID:
        return UUID(str(change_own_details(actor=actor, **body.model_dump(), seen_version=version).id))

    repeated(response, perform(request, act))
    return _shown(request, response)


def _shown(request: HttpRequest, response: HttpResponse) -> DetailsOut:
    own = actor_of(request).person_id
    assert own is not None, "the door lets members in only"
    row: Person = person_in_sight(own)
    tag(response, row.version)
    return DetailsOut(**PersonOut.of(row).model_dump(), language=row.language, time_zone=row.time_zone)
