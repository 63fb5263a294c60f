"""The tables of this app."""

from cellpark.facilities.models.alarm import Alarm
from cellpark.facilities.models.link import PermitLink
from cellpark.facilities.models.order import CostLine, OrderNote, OrderPhoto, WorkOrder
from cellpark.facilities.models.permit import Permit
from cellpark.facilities.models.rules import OwnRules

__all__ = ["Alarm", "CostLine", "OrderNote", "OrderPhoto", "OwnRules", "Permit", "PermitLink", "WorkOrder"]
