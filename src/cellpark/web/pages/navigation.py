"""The places of the site and the pages in them. A page that does not exist, or does not admit you, is not offered."""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import Access, access_of
from cellpark.base.actor import Actor
from cellpark.base.contributed import contributed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation, by the name of its route; ``first`` stands before the pages of the other areas."""

    name: str
    label: "StrOrPromise"
    icon: str
    first: bool = False


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


_PLACES = (
    Place(
        "desk",
        _("Desk"),
        "layout-dashboard",
        (
            Entry("home", _("My work"), "list-check"),
            Entry("organisations", _("Organisations"), "building-community"),
            Entry("people", _("People"), "users"),
            Entry("roles", _("Roles"), "user-cog"),
            Entry("access-review", _("Review of access"), "list-check"),
            Entry("ledger", _("Ledger"), "history"),
        ),
    ),
    Place("plant", _("Plant"), "building-factory-2", ()),
    Place(
        "door",
        _("Front door"),
        "door-enter",
        (Entry("parks", _("Parks"), "map-pin"), Entry("verify", _("Check an export"), "shield-check")),
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


def links(place: Place, actor: Actor, path: str) -> list[Link]:
    """The entries of ``place`` that ``actor`` may open; the one that leads to ``path`` or above it is marked."""
    found = []
    for entry in place.entries:
        target = _target(entry.name)
        if target is None or target[1] is None or not target[1].admits(actor):
            continue
        address = target[0]
        here = path == address or (address != "/" and path.startswith(address.rstrip("/") + "/"))
        found.append(Link(entry.label, entry.icon, address, here))
    return found
