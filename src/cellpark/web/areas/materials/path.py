"""The way of a container through places and hands, as a line: read from its stream in the ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cellpark.identity.public import names_of_people
from cellpark.ledger.public import Event, envelope
from cellpark.materials.public import Container, CustodyAct, words
from cellpark.web.pages import formats

STEP = 210
HALF = 105
STATIONS_MAX = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station: where, since when, by which act, through whom; ``x`` is its place on the picture."""

    x: int
    place: str
    act: str
    at: datetime
    when: str
    who: str
    condition: str
    seal: str
    scan: str
    elapsed: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The stations in the order of time, and how wide the picture is."""

    stations: tuple[Station, ...]
    width: int

    @property
    def lines(self) -> list[tuple[int, int]]:
        """From station to station."""
        return [(one.x, other.x) for one, other in zip(self.stations, self.stations[1:], strict=False)]


def custody_path(container: Container) -> Path:
    """The stations of a container: made or received, moved, handed over; the newest 60."""
    kinds = ("received", "produced", "moved", "handed_over", "destroyed")
    rows = Event.objects.filter(
        stream=f"container/{container.id}", type__in=[f"materials.container.{kind}" for kind in kinds]
    ).order_by("-version")[:STATIONS_MAX]
    told = [(row.type.rpartition(".")[2], row.at, envelope(row)["data"]) for row in reversed(list(rows))]
    people = {each for _kind, _at, data in told if (each := _person(data)) is not None}
    names = names_of_people(list(people))
    stations = tuple(
        Station(
            x=HALF + place * STEP,
            place=str(data.get("place") or "–"),
            act=_act(kind, data),
            at=at,
            when=formats.moment(at),
            who=names.get(_person(data), "") if _person(data) else "",  # type: ignore[arg-type]
            condition=str(words.CONDITIONS.get(str(data.get("condition", "")), "")),
            seal=str(data.get("seal", "")),
            scan=str(data.get("scan", "")),
            elapsed=_elapsed(data),
            here=place == len(told) - 1,
        )
        for place, (kind, at, data) in enumerate(told)
    )
    return Path(stations=stations, width=max(STEP, len(stations) * STEP))


def _person(data: Any) -> UUID | None:
    found = data.get("receiver") or data.get("person")
    return UUID(str(found)) if found else None


def _elapsed(data: Any) -> str:
    found = data.get("elapsed")
    if not found:
        return ""
    minutes = int(found["value"]) // 60
    return _("%(hours)s h %(minutes)s min") % {"hours": minutes // 60, "minutes": minutes % 60}


def _act(kind: str, data: Any) -> str:
    if kind == "moved":
        return str(words.CUSTODY_ACTS[CustodyAct(str(data["act"]))])
    return {
        "received": _("Received"),
        "produced": _("Made here"),
        "handed_over": _("Handed over"),
        "destroyed": _("Destroyed"),
    }[kind]
