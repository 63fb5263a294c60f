"""Sentences and groups of a park's page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cellpark.space.public import (
    FACT_STANDINGS,
    PLATFORM_KINDS,
    PLATFORM_STANDINGS,
    Fact,
    Park,
    ParkPage,
    Phase,
    Platform,
    PlatformKind,
    PlatformStanding,
    published_date,
)
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# a signed platform may or may not run yet: the source does not say, so it is shown as planned
_COLOURS = {PlatformStanding.PRESENT: "running", PlatformStanding.SIGNED: "planned"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A published platform with its state."""

    platform: Platform
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things under a heading; none where nothing is published."""

    key: str
    label: "StrOrPromise"
    members: Sequence[Shown | Fact]


def listed(parts: Iterable[str]) -> str:
    """Parts in a row, joined as the language joins lists."""
    return pgettext("list", "; ").join(parts)


def sentences(parts: Iterable[str]) -> str:
    """Sentences in a row, parted as the language parts sentences."""
    pattern = pgettext("two sentences", "%(first)s %(second)s")
    return reduce(lambda first, second: pattern % {"first": first, "second": second}, filter(None, parts), "").strip()


def loaded(number: int) -> str:
    """The first line of the list of parks."""
    if number == 0:
        return _("No park is loaded yet.")
    return ngettext(
        "%(number)s park, described by published facts only; each fact names its source.",
        "%(number)s parks, described by published facts only; each fact names its source.",
        number,
    ) % {"number": number}


def opened(park: Park, phases: Sequence[Phase]) -> str:
    """When the park or its phases opened or began, as far as published."""
    if park.opened:
        return _("Open since %(date)s.") % {"date": published_date(park.opened)}
    found = []
    for phase in phases:
        if phase.opened:
            found.append(_("%(phase)s: opened %(date)s.") % {"phase": phase.name, "date": published_date(phase.opened)})
        elif phase.ground_broken:
            found.append(
                _("%(phase)s: ground broken %(date)s.")
                % {"phase": phase.name, "date": published_date(phase.ground_broken)}
            )
    return sentences(found)


def true_now(page: ParkPage) -> str:
    """The first line of the page."""
    kinds = len({platform.kind for platform in page.platforms})
    published = ngettext(
        "Published: %(kinds)s of %(all)s kinds of platform, %(number)s company.",
        "Published: %(kinds)s of %(all)s kinds of platform, %(number)s companies.",
        page.company_count,
    ) % {"kinds": kinds, "all": len(PlatformKind), "number": page.company_count}
    newest = max(page.sources, key=lambda source: source.published.split("/")[-1])
    as_of = _("Newest source: %(date)s.") % {"date": published_date(newest.published)}
    return sentences([opened(page.park, page.phases), published, as_of])


def platforms_by_kind(platforms: Sequence[Platform]) -> list[Group]:
    """The eight kinds in their fixed order, each with what is published of it."""
    return [
        Group(
            key=kind.value,
            label=PLATFORM_KINDS[kind],
            members=[
                Shown(platform=platform, state=_state(PlatformStanding(platform.standing)))
                for platform in platforms
                if platform.kind == kind
            ],
        )
        for kind in PlatformKind
    ]


def figures_by_standing(figures: Sequence[Fact]) -> list[Group]:
    """What was reached, what was planned, what describes the surroundings; empty groups are left out."""
    groups = [
        Group(key=standing.value, label=label, members=[fact for fact in figures if fact.standing == standing])
        for standing, label in FACT_STANDINGS.items()
    ]
    return [group for group in groups if group.members]


def _state(standing: PlatformStanding) -> State:
    return State(_COLOURS[standing], PLATFORM_STANDINGS[standing])
