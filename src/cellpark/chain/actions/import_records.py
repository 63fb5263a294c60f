"""Take in facts of the market or purchases from a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.chain.days import today
from cellpark.chain.events import FactStated, PurchaseRecorded
from cellpark.chain.importing import BadRow, FileKind, Read, read_file
from cellpark.chain.models import MarketFact, Purchase
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import write
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream

_FACT_KEY = ("area", "node", "metric", "day", "source")
_PURCHASE_KEY = ("area", "node", "buyer", "supplier", "day", "amount", "source")


@dataclass(frozen=True, slots=True)
class Import:
    """What a file would add, how many rows are there already, and every row that is wrong."""

    kind: FileKind
    new: tuple[Mapping[str, object], ...]
    known: int
    bad: tuple[BadRow, ...]


def preview_records(*, actor: Actor, kind: FileKind, content: bytes, organisation_id: UUID | None = None) -> Import:
    """What ``import_records`` would do; nothing is written. Raises ``Refused`` for a file that cannot be read."""
    actor.require(ChainPermission.KEEP)
    house = organisation_id or actor.organisation_id
    assert house is not None, "records belong to an operator"
    return _compared(read_file(kind, content, today=today()), house)


def import_records(*, actor: Actor, kind: FileKind, content: bytes, organisation_id: UUID | None = None) -> Import:
    """Add the rows that are new; a file that is read again adds nothing, and one bad row stops all.

    Raises ``Refused``: ``chain.file.bad_rows``, and what ``preview_records`` refuses.
    """
    actor.require(ChainPermission.KEEP)
    house = organisation_id or actor.organisation_id
    assert house is not None, "records belong to an operator"
    read = read_file(kind, content, today=today())
    with transaction.atomic():
        # two readings of one file meet here
        lock_stream(f"chain/{house}")
        found = _compared(read, house)
        if found.bad:
            raise Refused(Problem("chain.file.bad_rows", {"count": len(found.bad)}, field="file"))
        shape: type[FactStated | PurchaseRecorded] = FactStated if kind is FileKind.FACTS else PurchaseRecorded
        for values in found.new:
            write(shape(id=new_id(), **values), actor=actor, organisation=house)  # type: ignore[arg-type]
        return found


def _compared(read: Read, house: UUID) -> Import:
    table, names = (MarketFact, _FACT_KEY) if read.kind is FileKind.FACTS else (Purchase, _PURCHASE_KEY)
    there = set(table.objects.filter(organisation_id=house, day__in=_days(read.rows)).values_list(*names))
    new, known = [], 0
    for values in read.rows:
        key = tuple(values[name] for name in names)
        if key in there:
            known += 1
        else:
            there.add(key)
            new.append(values)
    return Import(read.kind, tuple(new), known, read.bad)


def _days(rows: Iterable[Mapping[str, object]]) -> set[date]:
    return {each for row in rows if isinstance(each := row["day"], date)}
