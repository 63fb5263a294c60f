"""What may stand on a label: fields and statements. There is no field for a person's name (LBL-4, T20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cellpark.labels.states import Country, Donor, LabelKind, Use


class Field(StrEnum):
    """A piece of information with a place on the label."""

    PRODUCT = "product"
    COI = "coi"
    DIN = "din"
    SUBJECT = "subject"
    PRODUCT_CODE = "product_code"
    DIVISIONS = "divisions"
    BATCH = "batch"
    CONTAINER = "container"
    SEQUENCE = "sequence"
    QUANTITY = "quantity"
    COLLECTED_AT = "collected_at"
    MADE_AT = "made_at"
    EXPIRES_AT = "expires_at"
    STORAGE = "storage"
    HOSPITAL = "hospital"
    MAKER = "maker"
    PHONE = "phone"


class Statement(StrEnum):
    """A sentence that the law or the product asks for."""

    AUTOLOGOUS = "autologous"
    INTENDED_RECIPIENT = "intended_recipient"
    NOT_EVALUATED = "not_evaluated"
    BIOHAZARD = "biohazard"
    TRIAL = "trial"
    NO_IRRADIATION = "no_irradiation"
    NO_FILTER = "no_filter"
    VERIFY_IDENTITY = "verify_identity"


# each leads to the patient by itself: given by the order, by the collection, by the trial
IDENTIFIERS = frozenset({Field.COI, Field.DIN, Field.SUBJECT})
# printed as a second code beside the first: the address to which a phone's camera goes, with the container's code
ADDRESSES = frozenset({Field.PHONE})
MOMENTS = frozenset({Field.COLLECTED_AT, Field.MADE_AT, Field.EXPIRES_AT})
# what the state of a donor adds when a label is issued; a template does not choose it
ADDED: Mapping[Donor, tuple[Statement, ...]] = {
    Donor.UNKNOWN: (Statement.NOT_EVALUATED,),
    Donor.NEGATIVE: (),
    Donor.POSITIVE: (Statement.BIOHAZARD,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """What a kind of label must carry and the rule that says so."""

    fields: frozenset[Field] = frozenset()
    statements: frozenset[Statement] = frozenset()
    rule: str


def required(kind: LabelKind, use: Use, country: Country) -> tuple[Required, ...]:
    """The requirements on a template, each with its rule."""
    demands = [Required(fields=frozenset({Field.BATCH, Field.CONTAINER}), rule="211-3a")]
    if use is Use.AUTOLOGOUS:
        demands.append(Required(statements=frozenset({Statement.AUTOLOGOUS}), rule="1271-1a"))
    if kind in (LabelKind.STARTING, LabelKind.INTERMEDIATE, LabelKind.PRODUCT):
        demands.append(Required(fields=frozenset({Field.COI}), rule="LBL-5"))
    if kind in (LabelKind.PRODUCT, LabelKind.SHIPPER):
        demands.append(Required(fields=frozenset({Field.EXPIRES_AT, Field.STORAGE}), rule="ATMP-4b"))
    if kind is LabelKind.STARTING and country is Country.CHINA:
        fields = frozenset({Field.COLLECTED_AT, Field.QUANTITY, Field.HOSPITAL})
        demands.append(Required(fields=fields, rule="CN-4b2"))
    return tuple(demands)


def languages(country: Country) -> tuple[str, ...]:
    """The languages of a label, the first of them in front."""
    return ("zh-hans", "en") if country is Country.CHINA else ("en",)
