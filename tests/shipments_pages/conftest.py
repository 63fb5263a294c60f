"""The sides of a shipment, signed in."""

from tests.shipments.conftest import world

__all__ = ["world"]
