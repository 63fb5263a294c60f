"""The file of example materials, checked."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.states import ClockKind, DonorState, DonorUse, LotState, MaterialKind, StorageCondition

SIZE_MAX = 1_000_000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlantMaterial(_Part):
    """A master with the limits of its hold times (``{fresh: 72 h}``)."""

    code: str
    zh: str
    en: str
    kind: MaterialKind
    storage: StorageCondition
    unit: str
    donor: DonorUse
    clocks: Mapping[ClockKind, str]


class PlantLot(_Part):
    """A lot of one of the file's materials, with the values of its certificate and its containers."""

    material: str
    number: str
    days: int
    state: LotState
    containers: Mapping[str, str]
    values: Mapping[str, str] = {}
    expired: bool = False


class PlantPatient(_Part):
    """A chain of identity and the container that is expected for it, with its donation number."""

    coi: str
    din: str = ""
    name: str
    born: date
    material: str
    quantity: str
    container: str
    donor: DonorState = DonorState.UNKNOWN


class MaterialsFile(_Part):
    """The whole file; ``organisation`` is the English name of the example organisation that owns the plant."""

    format: Literal["cellpark.materials/1"]
    organisation: str
    sources: tuple[str, ...]
    materials: tuple[PlantMaterial, ...]
    lots: tuple[PlantLot, ...]
    patients: tuple[PlantPatient, ...]


def read_materials(content: bytes) -> MaterialsFile:
    """The file's contents. Raises ``Refused(materials.plant.file)`` with the first place that is wrong."""
    if len(content) > SIZE_MAX:
        raise Refused(Problem("materials.plant.file", {"what": f"> {SIZE_MAX}"}))
    try:
        return MaterialsFile.model_validate(yaml.safe_load(content.decode("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Refused(Problem("materials.plant.file", {"what": f"{where}: {first['msg']}"})) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(Problem("materials.plant.file", {"what": "YAML"})) from error
