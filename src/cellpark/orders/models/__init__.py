"""The tables of orders, one aggregate a file."""

from cellpark.orders import events
from cellpark.orders.models.order import TreatmentOrder
from cellpark.orders.models.patient import HospitalPatient, PatientOrder
from cellpark.orders.models.site import CollectionSite
from cellpark.orders.models.step import OrderStep
from cellpark.orders.models.therapy import Therapy

# whoever knows the tables can read their events
__all__ = [
    "CollectionSite",
    "HospitalPatient",
    "OrderStep",
    "PatientOrder",
    "Therapy",
    "TreatmentOrder",
    "events",
]
