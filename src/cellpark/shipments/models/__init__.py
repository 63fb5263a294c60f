"""The tables of this app."""

from cellpark.shipments.models.content import ShipmentContent
from cellpark.shipments.models.excursion import Excursion
from cellpark.shipments.models.link import HandLink
from cellpark.shipments.models.shipment import Shipment

__all__ = ["Excursion", "HandLink", "Shipment", "ShipmentContent"]
