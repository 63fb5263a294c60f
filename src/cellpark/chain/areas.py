"""Areas of the chain: a park, its city, the nation. Written ``park:<key>``, ``city:<key>``, ``nation:<key>``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from cellpark.base.fields import in_reader_language
from cellpark.kernel.problem import Problem

AREA = re.compile(r"(park|city|nation):[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Areas:
    """Cities by key with their two names, and the city of each park."""

    cities: Mapping[str, tuple[str, str]]
    parks: Mapping[str, str]
    nation: tuple[str, str, str]


@cache
def areas() -> Areas:
    """The areas of this release, from ``areas.yaml``."""
    text = resources.files("cellpark.chain").joinpath("areas.yaml").read_text(encoding="utf-8")
    said: Any = yaml.safe_load(text)
    nation = said["nation"]
    return Areas(
        cities={key: (each["zh"], each["en"]) for key, each in said["cities"].items()},
        parks=said["parks"],
        nation=(f"nation:{nation['key']}", nation["zh"], nation["en"]),
    )


def park_area(key: str) -> str:
    """The area of a park."""
    return f"park:{key}"


def city_of(area: str) -> str | None:
    """The city in which a park lies, or None where nobody has said."""
    city = areas().parks.get(area.removeprefix("park:"))
    return None if city is None else f"city:{city}"


def parks_in(city: str) -> tuple[str, ...]:
    """The parks of a city."""
    return tuple(park_area(key) for key, lies in areas().parks.items() if f"city:{lies}" == city)


def city_name(area: str) -> str:
    """What people call a city or the nation; its key where it has no name here."""
    kind, _, key = area.partition(":")
    if kind == "nation":
        return in_reader_language(areas().nation[1], areas().nation[2])
    names = areas().cities.get(key)
    return key if names is None else in_reader_language(*names)


def area_problems(area: str, *, field: str = "area") -> list[Problem]:
    """Whether something is written like an area."""
    if AREA.fullmatch(area):
        return []
    return [Problem("chain.area.malformed", {"area": area[:40]}, field=field)]
