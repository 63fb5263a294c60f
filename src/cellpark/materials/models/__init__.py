"""Materials, lots, containers, what was done to them and who had them."""

from cellpark.materials.models.container import Container
from cellpark.materials.models.hand_over import HandOver
from cellpark.materials.models.lot import Lot
from cellpark.materials.models.material import Material
from cellpark.materials.models.near_miss import NearMiss
from cellpark.materials.models.operation import Operation
from cellpark.materials.models.patient import Patient
from cellpark.materials.models.source import Source

__all__ = ["Container", "HandOver", "Lot", "Material", "NearMiss", "Operation", "Patient", "Source"]
