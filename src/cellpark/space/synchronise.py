"""Make a park's rows equal to the entries of its file, touching only what differs."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from cellpark.space.facts import ParkFile
from cellpark.space.models import Building, Company, Fact, Park, Phase, Platform, Source
from cellpark.space.rows import (
    Rows,
    building_rows,
    company_rows,
    fact_rows,
    phase_rows,
    platform_rows,
    source_rows,
)

_SUBJECTS_OF_FACTS = ("phase", "building", "platform", "company")


@dataclass(slots=True)
class Changes:
    """What a load did, by the identities of rows, in the order in which it did it."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def synchronise(park: Park, entries: ParkFile, changes: Changes) -> None:
    """Write all rows of ``park`` below the park itself. The caller holds the park's lock."""
    ids: dict[str, UUID] = {}
    gone: list[models.QuerySet[Any]] = [
        _level(Source, park, source_rows(entries), ids, changes),
        _level(Phase, park, phase_rows(entries, ids), ids, changes),
        _level(Company, park, company_rows(entries, ids), ids, changes),
        _level(Building, park, building_rows(entries, ids), ids, changes),
        _level(Platform, park, platform_rows(entries, ids), ids, changes),
        _level(Fact, park, fact_rows(entries, ids), ids, changes),
    ]
    park.source_id = ids[f"source/{entries.source}"]
    park.opened_source_id = ids[f"source/{entries.opened.source}"] if entries.opened else None
    park.save()
    # what points at others goes first
    for rows in reversed(gone):
        rows.delete()


def _level(
    model: type[models.Model], park: Park, wanted: Rows, ids: dict[str, UUID], changes: Changes
) -> "models.QuerySet[Any]":
    """Add and change the rows of one table; returns those that the file no longer has."""
    table: models.QuerySet[Any] = model._default_manager.filter(park=park)  # noqa: SLF001 -- Django's documented model API
    if model is Fact:
        table = table.select_related(*_SUBJECTS_OF_FACTS)
    present = {row.identity: row for row in table}
    new = [model(park=park, **columns) for identity, columns in wanted.items() if identity not in present]
    stale = [present[i] for i, columns in wanted.items() if i in present and _differs(present[i], columns)]
    for row in stale:
        for name, value in wanted[row.identity].items():
            setattr(row, name, value)
    model._default_manager.bulk_create(new)  # noqa: SLF001 -- Django's documented model API
    if stale:
        columns = sorted({name.removesuffix("_id") for row in stale for name in wanted[row.identity]})
        model._default_manager.bulk_update(stale, columns)  # noqa: SLF001 -- Django's documented model API
    kept = {identity: row for identity, row in present.items() if identity in wanted}
    added = dict(zip((identity for identity in wanted if identity not in present), new, strict=True))
    ids.update({identity: row.pk for identity, row in (kept | added).items()})
    gone = {identity: row for identity, row in present.items() if identity not in wanted}
    changes.added += added
    changes.changed += [row.identity for row in stale]
    changes.removed += gone
    return model._default_manager.filter(pk__in=[row.pk for row in gone.values()])  # noqa: SLF001 -- as above


def _differs(row: models.Model, columns: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in columns.items())
