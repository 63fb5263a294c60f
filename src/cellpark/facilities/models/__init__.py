"""The tables of this app."""

from cellpark.facilities.models.alarm import Alarm
from cellpark.facilities.models.order import CostLine, OrderNote, OrderPhoto, WorkOrder
from cellpark.facilities.models.permit import Permit

__all__ = ["Alarm", "CostLine", "OrderNote", "OrderPhoto", "Permit", "WorkOrder"]
