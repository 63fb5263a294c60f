"""The first shapes of events that say more today; entries of that time are still read (P11-5a).

What stayed the same stands in a shape that has no event of its own. Canonical bytes sort their keys, so that the order
of fields says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cellpark.kernel.quantity import Quantity
from cellpark.ledger.public import event_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What every description of a sponsor's product has said."""

    therapy: UUID
    code: str
    name_zh: str
    name_en: str
    sponsor: UUID
    recipe: str
    starting_material: str
    facility: str
    person: UUID | None
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What every beginning of an order has said."""

    order: UUID
    number: str
    therapy: UUID
    revision: int
    product: str
    hospital: UUID
    sponsor: UUID
    country: str
    example: bool


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
class SecondCountryRule(FirstCountryRule):
    """What one country asked for, before it could set the clocks of a supply out of specification."""

    rules: tuple[SecondRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondDistances(FirstDistances):
    """The distances of a therapy with the time that the first check at the bedside holds."""

    bedside_check_max: Quantity


@event_type("orders.therapy.described", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTherapyDescribed(Described):
    """A sponsor's product as it could be ordered."""

    countries: tuple[FirstCountryRule, ...]
    distances: FirstDistances


@event_type("orders.order.drafted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOrderDrafted(Drafted):
    """A hospital began an order."""

    distances: FirstDistances
    asked: FirstCountryRule


@event_type("orders.order.accepted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOrderAccepted:
    """The maker took the order, before that was signed."""

    order: UUID
    coi: str


@event_type("orders.therapy.described", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondTherapyDescribed(Described):
    """A sponsor's product as it could be ordered, with rules as expressions."""

    countries: tuple[SecondCountryRule, ...]
    distances: SecondDistances


@event_type("orders.order.drafted", version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOrderDrafted(Drafted):
    """A hospital began an order under rules as expressions."""

    distances: SecondDistances
    asked: SecondCountryRule
