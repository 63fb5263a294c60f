"""The tables of orders, one aggregate a file."""

from cellpark.orders import events, ward_events
from cellpark.orders.models.order import TreatmentOrder
from cellpark.orders.models.patient import HospitalPatient, PatientOrder
from cellpark.orders.models.site import CollectionSite
from cellpark.orders.models.step import OrderStep
from cellpark.orders.models.therapy import Therapy
from cellpark.orders.models.ward_link import WardLink

# whoever knows the tables can read their events
__all__ = [
    "CollectionSite",
    "HospitalPatient",
    "OrderStep",
    "PatientOrder",
    "Therapy",
    "TreatmentOrder",
    "WardLink",
    "events",
    "ward_events",
]
