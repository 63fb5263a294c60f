"""Reading a story: its form is checked whole before anything happens."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cellpark.plays.script import Part, Short, Turn, read_form

CastPart = Literal[
    "physician", "nurse", "second_nurse", "sponsor", "courier", "operator", "verifier", "qa", "planner", "store",
    "analyst", "second_analyst", "qp", "reviewer",
]  # fmt: skip


class End(StrEnum):
    """How the way of a patient ends."""

    INFUSED = "infused"
    SUPPLIED = "supplied"
    RESCUED = "rescued"
    CANCELLED = "cancelled"


class Making(Part):
    """One batch of a patient: its number, the turns of its play, results that differ from the usual ones."""

    batch: Short
    turns: tuple[Turn, ...] = ()
    results: dict[Short, Short] = Field(default_factory=dict)


class PatientScript(Part):
    """One fictional patient. ``warm`` degrees on the way to the plant are an excursion."""

    title: dict[Literal["zh", "en"], Short]
    name: Short
    born: date
    number: Short
    din: Short
    therapy: Short = ""
    warm: Short | None = None
    wrong_wristband: Short | None = None
    batches: tuple[Making, ...] = ()
    ends: End
    reason: dict[Literal["zh", "en"], Short] = Field(default_factory=dict)


class Story(Part):
    """Any number of patients. ``cast`` names an example person (by e-mail address) for each part; ``results`` are the
    usual ones of the laboratory, by attribute, ``said`` the Chinese of what people write into records, by its English.
    """

    format: Literal["cellpark.story/1"]
    title: dict[Literal["zh", "en"], Short]
    hospital: Short
    sponsor: Short
    carrier: Short
    maker: Short
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    therapy: Short
    starting_material: Short
    begins_days_ago: Annotated[int, Field(ge=30, le=400)]
    cast: dict[CastPart, Short]
    results: dict[Short, Short]
    said: dict[Short, Short] = Field(default_factory=dict)
    patients: tuple[PatientScript, ...]


def read_story(content: bytes) -> Story:
    """Read a story. Raises ``Refused``: ``plays.too_large``, ``plays.not_yaml``, ``plays.form`` (each fault once)."""
    return read_form(content, Story)
