"""Reading a story: its form is checked whole before anything happens."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cellpark.plays.script import Part, Short, Turn, read_form

CastPart = Literal[
    "physician", "nurse", "second_nurse", "sponsor", "courier", "operator", "verifier", "qa", "planner", "store",
    "analyst", "second_analyst", "qp", "reviewer",
]  # fmt: skip


class End(StrEnum):
    """How the way of a patient ends; ``ON_THE_WAY``: it stands where it is today."""

    INFUSED = "infused"
    SUPPLIED = "supplied"
    RESCUED = "rescued"
    CANCELLED = "cancelled"
    ON_THE_WAY = "on_the_way"


class Making(Part):
    """One batch of a patient: its number, the turns of its play, results that differ from the usual ones."""

    batch: Short
    turns: tuple[Turn, ...] = ()
    results: dict[Short, Short] = Field(default_factory=dict)


class PatientScript(Part):
    """One fictional patient. ``warm`` degrees on the way to the plant are an excursion.

    ``days_ago``: when the way of a patient was begun who is still on it today.
    """

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
    days_ago: Annotated[float, Field(ge=0.1, le=60)] | None = None
    reason: dict[Literal["zh", "en"], Short] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _begun(self) -> Self:
        if (self.ends is End.ON_THE_WAY) != (self.days_ago is not None):
            raise ValueError("days_ago")
        return self


class Story(Part):
    """Any number of patients. ``cast`` names an example person (by e-mail address) for each part; ``results`` are the
    usual ones of the laboratory, by attribute, ``said`` the Chinese of what people write into records, by its English.

    ``planned``: when everybody stands where the story leaves them, the maker publishes a plan of what is still to do.
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
    begins_days_ago: Annotated[int, Field(ge=1, le=400)]
    cast: dict[CastPart, Short]
    results: dict[Short, Short]
    said: dict[Short, Short] = Field(default_factory=dict)
    planned: bool = False
    patients: tuple[PatientScript, ...]


def read_story(content: bytes) -> Story:
    """Read a story. Raises ``Refused``: ``plays.too_large``, ``plays.not_yaml``, ``plays.form`` (each fault once)."""
    return read_form(content, Story)
