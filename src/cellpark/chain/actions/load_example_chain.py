"""Load the example chain: published seats with their sources, and fictional ones that say so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.chain.actions.import_records import import_records
from cellpark.chain.actions.miss_search import miss_search
from cellpark.chain.actions.place_listing import place_offer, place_want
from cellpark.chain.actions.take_seat import take_seat
from cellpark.chain.areas import park_area
from cellpark.chain.days import today
from cellpark.chain.importing import FileKind
from cellpark.chain.models import Seat
from cellpark.chain.rules import EVIDENCE_MAX, ListingWords, SeatWords
from cellpark.chain.states import OfferKind, SeatKind
from cellpark.companies import public as companies
from cellpark.identity.public import Organisation
from cellpark.ledger.public import lock_stream
from cellpark.space import public as space

HOUSE = Actor.system("examples")
EXAMPLE = "example"


def load_example_chain(*, folder: Path) -> int:
    """Seats, facts, purchases, searches, offers and wants of ``chain.yaml`` and ``exchange.yaml``; how many seats.

    Safe to repeat: an operator that has seats gets none. Raises ``DoesNotExist`` for an organisation, a company or a
    platform that is not there; then nothing is written.
    """
    said: Any = yaml.safe_load((folder / "chain.yaml").read_text(encoding="utf-8"))
    listings: Any = yaml.safe_load((folder / "exchange.yaml").read_text(encoding="utf-8"))
    operator: Organisation = Organisation.objects.get(example=True, name_en=said["operator"])
    with transaction.atomic():
        lock_stream("system/example-chain")
        if Seat.objects.filter(organisation_id=operator.id).exists():
            return 0
        for key, seats in said["published"].items():
            for each in seats:
                take_seat(actor=HOUSE, words=_published(key, each), organisation_id=operator.id)
        for each in said["seats"]:
            take_seat(actor=HOUSE, words=_fictional(each), organisation_id=operator.id)
        _residents(said["residents"], operator)
        for kind in FileKind:
            import_records(actor=HOUSE, kind=kind, content=said[kind.value].encode(), organisation_id=operator.id)
        for each in said["searches"]:
            by = _named(each["by"])
            miss_search(actor=HOUSE, node=each["node"], area=park_area(each["park"]), organisation_id=by.id)
        _listings(said["exchange"], listings)
        return int(Seat.objects.filter(organisation_id=operator.id).count())


def _named(name: str) -> Organisation:
    found: Organisation = Organisation.objects.get(example=True, name_en=name)
    return found


def _published(park: str, each: Mapping[str, str]) -> SeatWords:
    """A seat of the directory: name, evidence and source are those of the published row."""
    if "platform" in each:
        row: Any = space.Platform.objects.select_related("source", "park").get(park__key=park, key=each["platform"])
        kind, told = SeatKind.PLATFORM, row.name_zh or row.name_en
    else:
        row = space.Company.objects.select_related("source", "park").get(park__key=park, key=each["company"])
        kind = SeatKind.COMPANY
        told = row.field or row.role
    if "fact" in each:
        platform, _slash, key = each["fact"].rpartition("/")
        facts = space.Fact.objects.filter(park__key=park, key=key)
        fact = facts.filter(platform__key=platform).get() if platform else facts.filter(platform=row.id).get()
        told = fact.text_zh
    source = row.source
    return SeatWords(
        node=each["node"],
        kind=kind,
        area=park_area(park),
        name_zh=row.name_zh,
        name_en=row.name_en,
        subject=row.id,
        evidence=told[:EVIDENCE_MAX],
        source=f"{source.key} {source.publisher_zh or source.publisher_en} {source.published}"[:200],
        day=_first_day(source.published),
    )


def _first_day(published: str) -> date:
    """The first day of a date of EDTF level 0: a month begins with its first day, a span with its first date."""
    first = published.split("/", maxsplit=1)[0].split("-")
    year, month, day = (*(int(each) for each in first), 1, 1)[:3]
    return date(year, month, day)


def _fictional(each: Mapping[str, Any]) -> SeatWords:
    return SeatWords(
        node=each["node"],
        kind=SeatKind(each["kind"]),
        area=park_area(each["park"]),
        name_zh=each["zh"],
        name_en=each["en"],
        evidence=EXAMPLE,
        source=EXAMPLE,
        day=each["day"],
        capacity=Decimal(each["capacity"]) if "capacity" in each else None,
        capacity_unit=each.get("unit", ""),
        lead_days=each.get("lead_days"),
    )


def _residents(park: str, operator: Organisation) -> None:
    """The example companies with a lease sit on the node that they named."""
    rows = companies.companies().filter(
        organisation_id=operator.id, example=True, state__in=[each.value for each in companies.RESIDENT]
    )
    for row in rows.exclude(node="").order_by("id"):
        words = SeatWords(
            node=row.node,
            kind=SeatKind.COMPANY,
            area=park_area(park),
            name_zh=row.name_zh,
            name_en=row.name_en,
            subject=row.id,
            evidence=EXAMPLE,
            source=EXAMPLE,
            day=min(row.state_since, today()),
        )
        take_seat(actor=HOUSE, words=words, organisation_id=operator.id)


def _listings(placed: Mapping[str, Mapping[str, list[str]]], said: Any) -> None:
    offers = {each["id"]: each for each in said["offers"]}
    wants = {each["id"]: each for each in said["wants"]}
    for name, keys in placed.items():
        actor = replace(HOUSE, organisation_id=_named(name).id)
        for key in keys.get("offers", ()):
            place_offer(actor=actor, words=_listing(offers[key]))
        for key in keys.get("wants", ()):
            place_want(actor=actor, words=_listing(wants[key]))


def _listing(each: Mapping[str, str]) -> ListingWords:
    return ListingWords(kind=OfferKind(each["kind"]), title=each["title"], text=each["text"])
