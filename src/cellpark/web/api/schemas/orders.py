"""Treatment orders, therapies and a hospital's patients in the API."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints

from cellpark.identity.public import LinkState
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Colour
from cellpark.orders import public as orders
from cellpark.orders.public import (
    Again,
    BatchProgress,
    CollectionSite,
    Distances,
    HospitalPatient,
    OrderState,
    OrderStep,
    SiteState,
    Slots,
    Therapy,
    TherapyState,
    TreatmentOrder,
    WardAct,
    WardLink,
    WayClock,
    WayReading,
)
from cellpark.web.api.schemas.country_rules import Country, CountryIn, Short
from cellpark.web.api.values import Body, Moment, MomentIn, Text, kept

Scan = Annotated[str, StringConstraints(max_length=400), AfterValidator(kept)]


class OrderOut(Schema):
    """An order; it names no patient. ``references``: item -> number of the document."""

    id: UUID
    organisation: UUID
    hospital: UUID
    sponsor: UUID
    number: str
    therapy: UUID
    revision: int
    product: str
    country: str
    state: OrderState
    coi: str
    references: Mapping[str, str]
    last_doses: Mapping[str, str]
    collect_at: Moment | None
    manufacture_from: Moment | None
    manufacture_until: Moment | None
    infuse_at: Moment | None
    din: str
    bags: list[Any]
    batch: UUID | None
    batch_number: str
    reached: Mapping[str, str]
    example: bool
    version: int

    @classmethod
    def of(cls, row: TreatmentOrder) -> Self:
        """The order as answers show it."""
        renamed: dict[str, Any] = {
            "organisation": row.organisation_id,
            "hospital": row.hospital_id,
            "sponsor": row.sponsor_id,
            "therapy": row.therapy_id,
            "batch": row.batch_id,
            "state": OrderState(row.state),
        }
        same = {name: getattr(row, name) for name in cls.model_fields.keys() - renamed.keys()}
        return cls(**renamed, **same)


class OrderStepOut(Schema):
    """One entry of an order, as every side of it may read it."""

    id: UUID
    number: int
    type: str
    at: Moment
    by_organisation: UUID | None
    state: str
    reason: str
    details: Mapping[str, Any]

    @classmethod
    def of(cls, row: OrderStep) -> Self:
        """The entry as answers show it."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class ProgressOut(Schema):
    """How far the batch of an order is: what a sponsor sees of the plant."""

    number: str
    state: str
    done: int
    steps: int
    exceptions: Mapping[str, int]
    waiting: int
    started_at: Moment | None
    ended_at: Moment | None

    @classmethod
    def of(cls, seen: BatchProgress) -> Self:
        """The progress as answers show it."""
        return cls(**{name: getattr(seen, name) for name in cls.model_fields})


class WayClockOut(Schema):
    """A clock of an order's way: green, amber from three quarters of its limit on, red at its end."""

    clock: WayClock
    since: Moment
    due_at: Moment
    stopped_at: Moment | None
    colour: Colour

    @classmethod
    def of(cls, seen: WayReading) -> Self:
        """The clock as answers show it."""
        return cls(**{name: getattr(seen, name) for name in cls.model_fields})


class OrderDraftIn(Body):
    """An order to begin, for a patient of the caller's hospital."""

    therapy: UUID
    patient: UUID
    country: Country


class SlotsIn(Body):
    """The planned times of the chain."""

    collect_at: MomentIn
    manufacture_from: MomentIn
    manufacture_until: MomentIn
    infuse_at: MomentIn

    def slots(self) -> Slots:
        """As values."""
        return Slots(
            collect_at=self.collect_at,
            manufacture_from=self.manufacture_from,
            manufacture_until=self.manufacture_until,
            infuse_at=self.infuse_at,
        )


class CompletionIn(SlotsIn):
    """References (item -> number of the document), last doses (medicine -> day) and planned times."""

    references: dict[Short, Short] = {}
    last_doses: dict[Short, date] = {}


class OrderMoveIn(SlotsIn):
    """Other times, with the reason."""

    reason: Text


class WhyIn(Body):
    """Why somebody signs."""

    why: Text


class ProofIn(Body):
    """The proof that it is the signer: the answer of a passkey, or password and one-time code."""

    prepared: UUID
    password: Annotated[str, StringConstraints(max_length=500)] = ""
    code: Annotated[str, StringConstraints(max_length=20)] = ""
    assertion: dict[str, Any] | None = None


class KitIn(Body):
    """The number of the kit."""

    kit: Short


class CollectionIn(Body):
    """What was read at the bedside and what was collected; volumes like ``180 mL``."""

    wristband: Short
    kit: Short
    din: Short
    volumes: Annotated[list[Short], Field(max_length=40)]
    collected_at: MomentIn | None = None

    def amounts(self) -> list[Quantity]:
        """The volumes. Raises ``Refused``."""
        return [Quantity.parse(each) for each in self.volumes]


class ManufactureIn(Body):
    """The batch's number; with a suite it takes the planned slot there."""

    number: Short
    suite: Short = ""


class AgainIn(Body):
    """What is done again, and why."""

    again: Again
    reason: Text


class OrderShipmentIn(Body):
    """The consignment."""

    shipment: Short


class InfusionIn(Body):
    """Wristband and label of the bag as the second person scanned them."""

    wristband: Short
    scan: Scan


class IdentityIn(Body):
    """Wristband and number of the kit, compared before a collection."""

    wristband: Short
    kit: Short


class WardLinkIn(Body):
    """For which act a link of the ward is, and for how long."""

    act: WardAct
    hours: int = 24


class WardLinkOut(Schema):
    """A link of the ward. ``address`` and ``one_time`` are there in the answer that made it, and never again."""

    id: UUID
    order: UUID
    act: WardAct
    state: LinkState
    expires_at: Moment
    address: str = ""
    one_time: str = ""

    @classmethod
    def of(cls, row: WardLink, address: str = "", one_time: str = "") -> Self:
        """The row as answers show it."""
        told: dict[str, Any] = {"order": row.order_id, "address": address, "one_time": one_time}
        return cls.model_validate(told | {name: getattr(row, name) for name in ("id", "act", "state", "expires_at")})


class BedsideIn(InfusionIn):
    """The same by the first person, with the moment of the thaw."""

    thawed_at: MomentIn


class CommentIn(Body):
    """What all sides of the order read."""

    text: Annotated[str, StringConstraints(max_length=2000)]


class OrderPatientOut(Schema):
    """A patient of the caller's hospital; without particulars when they were erased."""

    id: UUID
    code: str
    name: str | None
    born: str | None
    number: str | None
    registered_at: Moment

    @classmethod
    def of(cls, row: HospitalPatient) -> Self:
        """The patient, opened for the hospital's own staff."""
        said = orders.particulars_of(row)
        return cls(
            id=row.id,
            code=row.code,
            name=None if said is None else said.name,
            born=None if said is None else said.born,
            number=None if said is None else said.number,
            registered_at=row.registered_at,
        )


class OrderPatientIn(Body):
    """Who a patient is; kept sealed."""

    name: Text
    born: date
    number: Short


class DistancesIn(Body):
    """Times like ``72 h``."""

    to_manufacture_min: Short
    to_manufacture_max: Short
    manufacture: Short
    to_infusion_min: Short
    to_infusion_max: Short
    after_thaw_max: Short
    bedside_check_max: Short = "30 min"

    def distances(self) -> Distances:
        """As values. Raises ``Refused``."""
        return Distances(**{name: Quantity.parse(value) for name, value in self.model_dump().items()})


class TherapyIn(Body):
    """A therapy as it can be ordered."""

    sponsor: Text
    code: Short
    recipe: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    starting_material: Short
    countries: Annotated[list[CountryIn], Field(max_length=100)]
    distances: DistancesIn
    name_zh: Text = ""
    name_en: Text = ""
    facility: Short = "A9999"


class TherapyOut(Schema):
    """A therapy with its rules by country."""

    id: UUID
    organisation: UUID
    sponsor: UUID
    code: str
    name_zh: str
    name_en: str
    recipe: str
    starting_material: str
    facility: str
    countries: list[Any]
    distances: Mapping[str, Any]
    revision: int
    state: TherapyState
    example: bool
    version: int

    @classmethod
    def of(cls, row: Therapy) -> Self:
        """The therapy as answers show it."""
        renamed: dict[str, Any] = {
            "organisation": row.organisation_id,
            "sponsor": row.sponsor_id,
            "state": TherapyState(row.state),
        }
        same = {name: getattr(row, name) for name in cls.model_fields.keys() - renamed.keys()}
        return cls(**renamed, **same)


class SiteIn(Body):
    """A hospital for the list of a therapy."""

    hospital: Text
    assessment: Short
    valid_until: date
    reason: Text


class SiteOut(Schema):
    """A hospital on the list of a therapy."""

    id: UUID
    therapy: UUID
    hospital: UUID
    assessment: str
    valid_until: date
    state: SiteState

    @classmethod
    def of(cls, row: CollectionSite) -> Self:
        """The site as answers show it."""
        return cls(
            id=row.id,
            therapy=row.therapy_id,
            hospital=row.hospital_id,
            assessment=row.assessment,
            valid_until=row.valid_until,
            state=SiteState(row.state),
        )
