"""The dated rules of the house: what is promised, from which day on."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from cellpark.facilities.house.calendar import Office
from cellpark.facilities.house.clock import Target
from cellpark.kernel.yaml_text import read_yaml

FORMAT: Final = "cellpark.facilities/1"
SIZE_MAX: Final = 100_000


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a list of the house, in both languages."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """What an alarm of a severity does: ``opens`` says whether it opens an order by itself."""

    urgency: str
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One edition. Money is CNY without tax; ``tax`` a share such as 0.06."""

    since: date
    office: Office
    amber_percent: int
    silence: timedelta
    targets: Mapping[str, Target]
    kinds: Mapping[str, Named]
    alarms: Mapping[str, AlarmRule]
    alone_max: Decimal
    labour_rate: Decimal
    tax: Decimal
    hot_work_most: timedelta
    fire_watch: timedelta
    checks: Mapping[str, Named]


def read_terms(content: bytes) -> Terms:
    """The edition of a file. Raises ``ValueError``, ``KeyError`` for one that is none: a fault of the release."""
    said = read_yaml(content, limit_bytes=SIZE_MAX)
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    office = _office(said["zone"], said["office"])
    cost, hot = said["cost"], said["hot_work"]
    return Terms(
        since=_day(said["since"]),
        office=office,
        amber_percent=int(said["amber_percent"]),
        silence=timedelta(days=int(said["silence_days"])),
        targets={name: _target(each, office) for name, each in said["urgencies"].items()},
        kinds=_named(said["kinds"]),
        alarms={name: AlarmRule(each["urgency"], bool(each["opens"])) for name, each in said["alarms"].items()},
        alone_max=Decimal(cost["alone_max"]),
        labour_rate=Decimal(cost["labour_rate"]),
        tax=Decimal(cost["tax"]),
        hot_work_most=timedelta(minutes=int(hot["most_minutes"])),
        fire_watch=timedelta(minutes=int(hot["watch_minutes"])),
        checks=_named(hot["checks"]),
    )


@cache
def editions() -> tuple[Terms, ...]:
    """All editions that ship with the program, the earliest first."""
    found = (files("cellpark.facilities") / "data").iterdir()
    read = [read_terms(each.read_bytes()) for each in found if each.name.endswith(".yaml")]
    return tuple(sorted(read, key=lambda each: each.since))


def terms_on(day: date) -> Terms:
    """The edition that holds on a day; before the first one the first one."""
    known = editions()
    return known[max(0, bisect_right([each.since for each in known], day) - 1)]


def _office(zone: str, said: Mapping[str, Any]) -> Office:
    office = Office(
        zone=zone,
        opens=time.fromisoformat(said["opens"]),
        closes=time.fromisoformat(said["closes"]),
        weekdays=frozenset(said["weekdays"]),
        closed=frozenset(_day(each) for each in said["closed"]),
        closed_every_year=frozenset(_month_day(each) for each in said["closed_every_year"]),
    )
    if not office.weekdays or office.opens >= office.closes:
        raise ValueError("an office that never opens answers nobody")
    return office


def _target(said: Mapping[str, Any], office: Office) -> Target:
    return Target(
        answer=timedelta(minutes=int(said["answer"])),
        mend=timedelta(minutes=int(said["mend"])),
        office={"round": None, "office": office}[said["clock"]],
    )


def _named(said: list[Mapping[str, str]]) -> Mapping[str, Named]:
    return {each["code"]: Named(each["code"], each["name_zh"], each["name_en"]) for each in said}


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _month_day(value: str) -> tuple[int, int]:
    month, day = value.split("-")
    return int(month), int(day)
