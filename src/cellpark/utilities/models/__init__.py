"""The tables of this app."""

from cellpark.utilities.models.period import Period, Share
from cellpark.utilities.models.point import Meter, Point, Reading
from cellpark.utilities.models.tariff import Tariff, TariffPrice

__all__ = ["Meter", "Period", "Point", "Reading", "Share", "Tariff", "TariffPrice"]
