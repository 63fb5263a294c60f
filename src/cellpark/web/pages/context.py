"""What every page's frame shows: who reads, where, in which language, zone and light."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.web.pages.formats import utc_offset
from cellpark.web.pages.navigation import Link, Navigation, navigation, places
from cellpark.web.pages.preferences import Preferences, preferences_of

# zones that people of the two parks and their partners work in; the device's own is added in the browser
ZONES = ("UTC", "Asia/Shanghai", "Asia/Tokyo", "Asia/Singapore", "Europe/London", "Europe/Berlin", "America/New_York")
KEPT = 512


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a switch in the header."""

    value: str
    label: str
    chosen: bool


class Frame:
    """The frame of one page; what a page does not draw is not computed."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request."""
        self.request = request

    @cached_property
    def preferences(self) -> Preferences:
        """The reader's choices."""
        return preferences_of(self.request)

    @cached_property
    def actor(self) -> Actor:
        """Who reads; nobody, when something failed before it was known."""
        found: Actor | None = getattr(self.request, "actor", None)
        return found or Actor.nobody()

    @property
    def person(self) -> str:
        """The reader's name; empty for somebody who has not signed in."""
        return str(getattr(self.request, "user", "")) if self.actor.person_id else ""

    @property
    def theme(self) -> str:
        """``auto``, ``light`` or ``dark``."""
        return self.preferences.theme

    @property
    def first_paint(self) -> str:
        """The light of the first paint: ``auto`` begins light and is corrected by the device before anything shows."""
        return "dark" if self.theme == "dark" else "light"

    @property
    def site_zone(self) -> str:
        """The zone of the site, in which records are read."""
        return str(settings.TIME_ZONE)

    @property
    def zone_offset(self) -> str:
        """The offset of the shown zone now, such as ``UTC+8``."""
        return utc_offset(timezone.localtime(now()))

    @property
    def zones(self) -> list[Option]:
        """The zones on offer, the site's first."""
        names = dict.fromkeys((self.site_zone, self.preferences.zone, *ZONES))
        here = now()
        return [
            Option(name, f"{name.replace('_', ' ')} ({utc_offset(here.astimezone(ZoneInfo(name)))})", chosen)
            for name in names
            for chosen in [name == self.preferences.zone]
        ]

    @property
    def languages(self) -> list[Option]:
        """The languages, each named in itself."""
        return [
            Option(code, get_language_info(code)["name_local"], code == self.preferences.language)
            for code, _ in settings.LANGUAGES
        ]

    @cached_property
    def organisations(self) -> list[Option]:
        """The organisations for which the reader may act, the chosen one marked."""
        memberships = getattr(self.request, "cellpark_memberships", ())
        names: dict[UUID, str] = {each.organisation_id: each.organisation.name for each in memberships}
        return [Option(str(key), name, key == self.actor.organisation_id) for key, name in names.items()]

    @property
    def organisation(self) -> str:
        """The organisation for which the reader acts."""
        return next((each.label for each in self.organisations if each.chosen), "")

    @cached_property
    def places(self) -> list[tuple[str, Link]]:
        """Key and link of each place that has a page for this reader; the link leads to its first page."""
        found = []
        for place in places():
            inside = navigation(place, self.actor, self.request.path).links
            if inside:
                here = any(link.here for link in inside)
                found.append((place.key, Link(place.label, place.icon, inside[0].href, here)))
        return found

    @cached_property
    def navigation(self) -> Navigation:
        """The pages of the place where the reader is; of the first place where no page of any is open."""
        inside = [navigation(place, self.actor, self.request.path) for place in places()]
        return next((each for each in inside if any(link.here for link in each.links)), inside[0])

    @property
    def navigation_drawn(self) -> SafeString:
        """The same as it stands on the page."""
        pages = self.navigation
        return _drawn(_Shown(get_language(), tuple((each.href, each.here) for each in pages.links), pages))


@dataclass(frozen=True, slots=True)
class _Shown:
    """Pages that look the same to everybody who may open the same ones, is at the same one and reads one language."""

    language: str | None
    links: tuple[tuple[str, bool], ...]
    pages: Navigation = field(compare=False)


@lru_cache(maxsize=KEPT)
def _drawn(shown: _Shown) -> SafeString:
    """Some thirty links with their icons and words take longer than many a page's own content."""
    return render_to_string("frame/navigation.html", {"pages": shown.pages})


def page(request: HttpRequest) -> dict[str, object]:
    """Django's context processor: ``frame`` in every template."""
    return {"frame": Frame(request)}
