"""What a logger's file says, as values. Temperatures are exact decimals in degrees Celsius."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class Side(StrEnum):
    """On which side of the limits."""

    BELOW = "below"
    ABOVE = "above"


class Signature(StrEnum):
    """What the signature in the file proves.

    ``UNKNOWN_ISSUER`` fits the key in the file, but nobody known vouches for that key: anybody could have made it.
    """

    VALID = "valid"
    BROKEN = "broken"
    UNKNOWN_ISSUER = "unknown_issuer"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured temperature in degC."""

    at: datetime
    celsius: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What devices keep that store no single values: lowest, highest and mean temperature of a day in degC."""

    day: date
    lowest: Decimal
    lowest_at: datetime
    highest: Decimal
    highest_at: datetime
    mean: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLimit:
    """A limit that was set in the device: its alarm comes after ``allowed``, counted in one piece or in sum."""

    name: str
    side: Side
    celsius: Decimal
    allowed: timedelta
    in_sum: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The device's own alarm: ``limit`` is the name of its limit, ``lasted`` the time outside."""

    limit: str
    side: Side
    at: datetime
    lasted: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggerFile:
    """A whole file. ``stated_...`` is what the device computed itself, None where it says nothing.

    ``signs`` where devices of its kind sign what they write: such a file without a valid signature is not the device's.
    """

    device: str
    serial: str
    firmware: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    interval: timedelta | None = None
    readings: tuple[Sample, ...] = ()
    days: tuple[Day, ...] = ()
    limits: tuple[DeviceLimit, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    stated_lowest: Decimal | None = None
    stated_highest: Decimal | None = None
    stated_mean: Decimal | None = None
    stated_kinetic: Decimal | None = None
    activation_energy: Decimal | None = None
    signature: Signature = Signature.ABSENT
    signs: bool = False
    signed_by: str = ""

    @property
    def signature_ok(self) -> bool | None:
        """True when proven, False when broken, None when nothing can be proven."""
        return {Signature.VALID: True, Signature.BROKEN: False}.get(self.signature)
