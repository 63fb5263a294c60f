"""The first shapes of events that say more today; entries of that time are still read (P11-5a)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCountryRule:
    """What one country asked for, before there were rules as expressions."""

    country: str
    eligibility: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    wash_outs: Mapping[str, int]
    collect_within: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDistances:
    """The distances of a therapy, before it said how long the first check at the bedside holds."""

    to_manufacture_min: Quantity
    to_manufacture_max: Quantity
    manufacture: Quantity
    to_infusion_min: Quantity
    to_infusion_max: Quantity
    after_thaw_max: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRule:
    """A rule as an expression, as it was kept beside the second shape of a country's rules."""

    at: str
    clause: str
    words: str
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondCountryRule:
    """What one country asked for, before it could set the clocks of a supply out of specification."""

    country: str
    eligibility: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    wash_outs: Mapping[str, int]
    collect_within: int = 0
    rules: tuple[SecondRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondDistances:
    """The distances of a therapy with the time that the first check at the bedside holds."""

    to_manufacture_min: Quantity
    to_manufacture_max: Quantity
    manufacture: Quantity
    to_infusion_min: Quantity
    to_infusion_max: Quantity
    after_thaw_max: Quantity
    bedside_check_max: Quantity


@event_type("orders.therapy.described", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTherapyDescribed:
    """A sponsor's product as it could be ordered."""

    therapy: UUID
    code: str
    name_zh: str
    name_en: str
    sponsor: UUID
    recipe: str
    starting_material: str
    facility: str
    countries: tuple[FirstCountryRule, ...]
    distances: FirstDistances
    person: UUID | None
    example: bool


@event_type("orders.order.drafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOrderDrafted:
    """A hospital began an order."""

    order: UUID
    number: str
    therapy: UUID
    revision: int
    product: str
    hospital: UUID
    sponsor: UUID
    country: str
    distances: FirstDistances
    asked: FirstCountryRule
    example: bool


@event_type("orders.order.accepted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOrderAccepted:
    """The maker took the order, before that was signed."""

    order: UUID
    coi: str


@event_type("orders.therapy.described", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondTherapyDescribed:
    """A sponsor's product as it could be ordered, with rules as expressions."""

    therapy: UUID
    code: str
    name_zh: str
    name_en: str
    sponsor: UUID
    recipe: str
    starting_material: str
    facility: str
    countries: tuple[SecondCountryRule, ...]
    distances: SecondDistances
    person: UUID | None
    example: bool


@event_type("orders.order.drafted", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOrderDrafted:
    """A hospital began an order under rules as expressions."""

    order: UUID
    number: str
    therapy: UUID
    revision: int
    product: str
    hospital: UUID
    sponsor: UUID
    country: str
    distances: SecondDistances
    asked: SecondCountryRule
    example: bool
