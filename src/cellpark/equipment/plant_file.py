"""The file of a plant: suites, rooms and equipment, checked."""

from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from cellpark.equipment.states import EquipmentKind, Grade, Pressure, RoomUse
from cellpark.kernel.problem import Problem, Refused

SIZE_MAX = 1_000_000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlantSuite(_Part):
    """A suite."""

    code: str
    name_zh: str
    name_en: str


class PlantRoom(_Part):
    """A room of one of the file's suites; ``plan``: x, y, width, depth in squares.

    ``premises`` is the name of the room as it is let in whose walls it lies, such as ``E1 101``.
    """

    suite: str
    code: str
    scan_code: str
    name_zh: str
    name_en: str
    grade: Grade
    uses: tuple[RoomUse, ...]
    pressure: Pressure
    air_unit: str
    plan: tuple[int, int, int, int]
    accepts_unknown: bool = False
    premises: str = ""


class PlantEquipment(_Part):
    """A piece of equipment in one of the file's rooms; states hold for a number of days from loading."""

    kind: EquipmentKind
    code: str
    scan_code: str
    name_zh: str
    name_en: str
    room: str
    serial: str = ""
    needs_cleaning: bool = True
    needs_calibration: bool = False
    qualified: int = 0
    calibrated: int = 0
    clean: int = 0
    registered: bool = False


class PlantFile(_Part):
    """The whole file; ``organisation`` is the English name of the example organisation that owns the plant."""

    format: Literal["cellpark.plant/1"]
    organisation: str
    suites: tuple[PlantSuite, ...]
    rooms: tuple[PlantRoom, ...]
    equipment: tuple[PlantEquipment, ...]


def read_plant(content: bytes) -> PlantFile:
    """The file's contents. Raises ``Refused(equipment.plant_file.malformed)`` with the first place that is wrong."""
    if len(content) > SIZE_MAX:
        raise Refused(Problem("equipment.plant_file.too_large", {"limit": SIZE_MAX}))
    try:
        return PlantFile.model_validate(yaml.safe_load(content.decode("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "-"
        raise Refused(Problem("equipment.plant_file.malformed", {"where": where, "what": first["msg"]})) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = "-" if mark is None else f"{mark.line + 1}:{mark.column + 1}"
        raise Refused(Problem("equipment.plant_file.malformed", {"where": where, "what": "YAML"})) from error
