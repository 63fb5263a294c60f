"""The places of the site and the pages in them. A page that does not exist, or does not admit you, is not offered."""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cellpark.access.public import Access, access_of
from cellpark.base.actor import Actor
from cellpark.base.contributed import contributed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from cellpark.identity.public import OrganisationKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation, by the name of its route: ``first`` for daily work, else found under its ``group``.

    ``kinds`` of organisations whose people it concerns, where it does not concern all who may open it.
    """

    name: str
    label: "StrOrPromise"
    icon: str
    first: bool = False
    group: str = "records"
    kinds: "frozenset[OrganisationKind]" = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a mood of its own: the plant, the desk, the front door."""

    key: str
    label: "StrOrPromise"
    icon: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry that this reader may open."""

    label: "StrOrPromise"
    icon: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one field that the reader needs now and then."""

    label: "StrOrPromise"
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Navigation:
    """The pages of one place: those of daily work side by side, the others by group in one menu."""

    daily: tuple[Link, ...]
    groups: tuple[Group, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """Every page, the daily ones first."""
        return (*self.daily, *(link for group in self.groups for link in group.links))

    @property
    def folded(self) -> Link | None:
        """The page in the menu on which the reader is."""
        return next((link for group in self.groups for link in group.links if link.here), None)


# the groups of the menu, in their order; an entry names one
GROUPS: "Mapping[str, StrOrPromise]" = {
    "space": _("Space and leases"),
    "money": _("Bills and payments"),
    "companies": _("Companies and chain"),
    "treatment": _("Treatment"),
    "planning": pgettext_lazy("pages", "Planning"),
    "materials": _("Materials"),
    "rooms": _("Rooms and equipment"),
    "labels": _("Labels"),
    "laboratory": _("Laboratory"),
    "quality": _("Quality assurance"),
    "people": _("People and access"),
    "records": _("Records"),
}

_PLACES = (
    Place(
        "desk",
        _("Desk"),
        "layout-dashboard",
        (
            Entry("home", _("My work"), "list-check", first=True),
            Entry("organisations", _("Organisations"), "building-community", group="people"),
            Entry("people", _("People"), "users", group="people"),
            Entry("roles", _("Roles"), "user-cog", group="people"),
            Entry("access-review", _("Review of access"), "list-check", group="people"),
            Entry("ledger", _("Ledger"), "history"),
        ),
    ),
    Place("plant", _("Plant"), "building-factory-2", ()),
    Place(
        "door",
        _("Front door"),
        "door-enter",
        (
            Entry("parks", _("Parks"), "map-pin", first=True),
            Entry("verify", _("Check an export"), "shield-check", first=True),
        ),
    ),
)


@cache
def places() -> tuple[Place, ...]:
    """The places with the entries that areas add in ``ENTRIES`` (key of the place -> entries) of their navigation."""
    added = contributed("navigation", "ENTRIES")
    return tuple(replace(place, entries=_in_order(place, added)) for place in _PLACES)


def _in_order(place: Place, added: "Iterable[Mapping[str, tuple[Entry, ...]]]") -> tuple[Entry, ...]:
    """The first page of the place, then the daily work of the areas, then everything else."""
    found = [entry for each in added for entry in each.get(place.key, ())]
    return (*place.entries[:1], *sorted((*place.entries[1:], *found), key=lambda entry: not entry.first))


@cache
def _target(name: str) -> tuple[str, Access | None] | None:
    try:
        address = reverse(name)
    except NoReverseMatch:
        return None
    return address, access_of(resolve(address).func)


def navigation(place: Place, actor: Actor, path: str) -> Navigation:
    """The pages of ``place`` that ``actor`` may open; the nearest one that leads to ``path`` or above it is marked."""
    open_ = [(entry, address) for entry in place.entries if (address := _open_address(entry, actor)) is not None]
    above = [address for _entry, address in open_ if path == address or _leads_above(address, path)]
    nearest = max(above, key=len, default=None)
    daily: list[Link] = []
    grouped: dict[str, list[Link]] = {key: [] for key in GROUPS}
    for entry, address in open_:
        link = Link(entry.label, entry.icon, address, address == nearest)
        (daily if entry.first else grouped[entry.group]).append(link)
    groups = tuple(Group(GROUPS[key], tuple(inside)) for key, inside in grouped.items() if inside)
    return Navigation(tuple(daily), groups)


def _open_address(entry: Entry, actor: Actor) -> str | None:
    if entry.kinds and actor.organisation_kind not in entry.kinds:
        return None
    target = _target(entry.name)
    if target is None or target[1] is None or not target[1].admits(actor):
        return None
    return target[0]


def _leads_above(address: str, path: str) -> bool:
    return address != "/" and path.startswith(address.rstrip("/") + "/")
