"""Entries of a park file -> the columns of their rows, by the identity under which a later load finds them again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from cellpark.space.facts import FactEntry, MapPlace, ParkFile, Subject
from cellpark.space.states import FactKind

Columns = dict[str, Any]
Rows = dict[str, Columns]
Ids = Mapping[str, UUID]


def park_columns(park: ParkFile) -> Columns:
    """The park's own columns, without its sources: they need the park first."""
    return {
        "name_zh": park.name.zh,
        "name_en": park.name.en,
        "place_zh": park.place.zh,
        "place_en": park.place.en,
        "opened": park.opened.date if park.opened else "",
    }


def source_rows(park: ParkFile) -> Rows:
    """The publications."""
    return {
        f"source/{key}": {
            "key": key,
            "publisher_zh": source.publisher.zh,
            "publisher_en": source.publisher.en,
            "about_zh": source.about.zh,
            "about_en": source.about.en,
            "published": source.date,
            "position": position,
        }
        for position, (key, source) in enumerate(park.sources.items())
    }


def phase_rows(park: ParkFile, ids: Ids) -> Rows:
    """The phases; ``ids`` holds the sources."""
    return {
        f"phase/{phase.key}": {
            **_subject(phase, position, ids),
            **_place(phase.map),
            "opened": phase.opened or "",
            "ground_broken": phase.ground_broken or "",
        }
        for position, phase in enumerate(park.phases)
    }


def building_rows(park: ParkFile, ids: Ids) -> Rows:
    """The buildings; ``ids`` holds sources and phases."""
    return {
        f"building/{building.key}": {
            **_subject(building, position, ids),
            **_place(building.map),
            "use": building.use or "",
            "phase_id": _id(ids, "phase", building.phase),
        }
        for position, building in enumerate(park.buildings)
    }


def company_rows(park: ParkFile, ids: Ids) -> Rows:
    """The companies; ``ids`` holds sources and phases."""
    return {
        f"company/{company.key}": {
            **_subject(company, position, ids),
            "role": company.role,
            "field": company.field or "",
            "phase_id": _id(ids, "phase", company.phase),
        }
        for position, company in enumerate(park.companies)
    }


def platform_rows(park: ParkFile, ids: Ids) -> Rows:
    """The platforms; ``ids`` holds sources and companies."""
    return {
        f"platform/{platform.key}": {
            **_subject(platform, position, ids),
            "kind": platform.kind,
            "standing": platform.standing,
            "provider_id": _id(ids, "company", platform.provider),
        }
        for position, platform in enumerate(park.platforms)
    }


def fact_rows(park: ParkFile, ids: Ids) -> Rows:
    """All facts, of the park and of what is in it; ``ids`` holds everything else."""
    rows: Rows = {}
    for identity, owner, fact, kind in _all_facts(park):
        reading, low, high = fact.number()
        rows[identity] = {
            "key": fact.key,
            "kind": kind,
            "standing": fact.standing,
            "text_zh": fact.zh,
            "text_en": fact.en,
            "reading": reading or "",
            "low": low,
            "high": high,
            "unit": fact.unit or "",
            "source_id": ids[f"source/{fact.source}"],
            "position": len(rows),
            **{f"{name}_id": None for name in ("phase", "building", "platform", "company")},
            **({f"{owner.split('/')[0]}_id": ids[owner]} if owner else {}),
        }
    return rows


def _all_facts(park: ParkFile) -> Iterator[tuple[str, str, FactEntry, FactKind]]:
    lists = (
        (park.facts, FactKind.STATEMENT),
        (park.figures, FactKind.FIGURE),
        (park.programmes, FactKind.PROGRAMME),
    )
    for facts, kind in lists:
        for fact in facts:
            yield f"fact/{fact.key}", "", fact, kind
    groups: tuple[tuple[str, Iterable[Subject]], ...] = (
        ("phase", park.phases),
        ("building", park.buildings),
        ("platform", park.platforms),
        ("company", park.companies),
    )
    for name, subjects in groups:
        for subject in subjects:
            for fact in subject.facts:
                owner = f"{name}/{subject.key}"
                kind = FactKind.FIGURE if fact.unit else FactKind.STATEMENT
                yield f"fact/{owner}/{fact.key}", owner, fact, kind


def _subject(entry: Subject, position: int, ids: Ids) -> Columns:
    return {
        "key": entry.key,
        "name_zh": entry.name.zh,
        "name_en": entry.name.en,
        "source_id": ids[f"source/{entry.source}"],
        "position": position,
    }


def _place(place: MapPlace | None) -> Columns:
    return {
        "map_x": place.x if place else None,
        "map_y": place.y if place else None,
        "map_width": place.width if place else None,
        "map_depth": place.depth if place else None,
        "map_is_schematic": place.schematic if place else True,
    }


def _id(ids: Ids, kind: str, key: str | None) -> UUID | None:
    return ids[f"{kind}/{key}"] if key else None
