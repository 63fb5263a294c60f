"""The switches of the header: language, time zone, light, organisation. Plain forms, so they work everywhere."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cellpark.access.public import LANGUAGE_COOKIE, ORGANISATION_KEY, THEME_COOKIE, ZONE_COOKIE, keep_preference
from cellpark.web.pages.preferences import THEMES, known_languages, known_zones


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen and go back to where the reader was; an unknown value changes nothing."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    allowed = {
        "language": (LANGUAGE_COOKIE, known_languages()),
        "zone": (ZONE_COOKIE, known_zones()),
        "theme": (THEME_COOKIE, set(THEMES)),
    }
    for key, (cookie, values) in allowed.items():
        value = request.POST.get(key, "")
        if value in values:
            keep_preference(response, cookie, value)
    organisation = request.POST.get("organisation")
    mine = {str(each.organisation_id) for each in getattr(request, "cellpark_memberships", ())}
    if organisation in mine:
        request.session[ORGANISATION_KEY] = organisation
    return response
