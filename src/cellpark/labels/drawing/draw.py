"""From a label's values to a page, as PDF and as picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cellpark.base.time import now
from cellpark.base.typesetting import typeset, typeset_png
from cellpark.identifiers.isbt128 import parse_chain, parse_din
from cellpark.labels.contents import ADDED, ADDRESSES, IDENTIFIERS, MOMENTS, Field, Statement, languages
from cellpark.labels.drawing.symbol import data_matrix, phone_code
from cellpark.labels.models import Label, LabelTemplate
from cellpark.labels.payload import number_payload, payload_of
from cellpark.labels.states import Country, Donor, LabelKind
from cellpark.labels.words import FIELDS, LABEL_KINDS, STATEMENTS, in_language

PAGE = Path(__file__).with_name("label.typ")
PRINTER_PPI = 300
# printed large in a frame: who may receive the cells, and what is dangerous about them
LOUD = frozenset({Statement.AUTOLOGOUS, Statement.INTENDED_RECIPIENT, Statement.NOT_EVALUATED, Statement.BIOHAZARD})
EXAMPLE: Mapping[Field, str] = {
    Field.PRODUCT: "CD19 CAR-T",
    Field.COI: "CHA999926000A1B",
    Field.DIN: "A999926123456",
    Field.SUBJECT: "SUBJ-0042",
    Field.PRODUCT_CODE: "S12951A0",
    Field.DIVISIONS: "A00001",
    Field.BATCH: "CART-26-0007",
    Field.CONTAINER: "CT-26-000123",
    Field.SEQUENCE: "1 / 4",
    Field.QUANTITY: "20 mL",
    Field.COLLECTED_AT: "2026-11-10T09:30",
    Field.MADE_AT: "2026-11-22T14:30",
    Field.EXPIRES_AT: "2027-11-22T14:30",
    Field.STORAGE: "\u2264 -150 \u00b0C",
    Field.HOSPITAL: "H-017",
    Field.MAKER: "A9999",
    Field.PHONE: "https://cellpark.example.org/go?c=CT-26-000123",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that is drawn."""

    template: LabelTemplate
    number: str
    payload: str
    texts: Mapping[Field, str]
    statements: Sequence[Statement]


def label_pdf(label: Label) -> bytes:
    """The label as PDF/A-3b on a page of its own size; the same label gives the same page. Raises ``Refused``."""
    return typeset(PAGE, _data(_sheet(label)), at=label.issued_at)


def label_png(label: Label, *, ppi: int = PRINTER_PPI) -> bytes:
    """The label as a picture with ``ppi`` dots an inch. Raises ``Refused``."""
    return _picture(_sheet(label), ppi)


def template_png(template: LabelTemplate, *, donor: Donor = Donor.UNKNOWN, ppi: int = PRINTER_PPI) -> bytes:
    """A specimen of the template with example values. Raises ``Refused``."""
    return _picture(specimen(template, donor=donor), ppi)


def specimen(template: LabelTemplate, *, donor: Donor = Donor.UNKNOWN) -> Sheet:
    """The template filled with example values."""
    texts = {field: EXAMPLE[field] for field in template.chosen_fields}
    if template.product and Field.PRODUCT in texts:
        texts[Field.PRODUCT] = template.product
    return Sheet(
        template=template,
        number=f"{now():%y}-000000",
        payload=payload_of(texts),
        texts=texts,
        statements=tuple(dict.fromkeys((*template.chosen_statements, *ADDED[donor]))),
    )


def _sheet(label: Label) -> Sheet:
    return Sheet(
        template=label.template,
        number=label.number,
        payload=label.payload,
        texts=label.texts,
        statements=label.chosen_statements,
    )


def _picture(sheet: Sheet, ppi: int) -> bytes:
    pages = typeset_png(PAGE, _data(sheet), ppi=ppi)
    assert len(pages) == 1, "a label is one page"
    return pages[0]


def _data(sheet: Sheet) -> Mapping[str, object]:
    spoken = languages(Country(sheet.template.country))
    heading = [in_language(LABEL_KINDS[LabelKind(sheet.template.kind)], language) for language in spoken]
    return {
        "width_mm": sheet.template.width_mm,
        "height_mm": sheet.template.height_mm,
        "symbol": data_matrix(sheet.payload),
        "number_symbol": data_matrix(number_payload(sheet.number)),
        "number": f"LB-{sheet.number}",
        "template": str(sheet.template),
        "heading": list(dict.fromkeys(heading)),
        "phone_symbol": phone_code(sheet.texts[Field.PHONE]) if Field.PHONE in sheet.texts else "",
        "cells": [
            _cell(field, sheet.texts[field], spoken) for field in sheet.template.chosen_fields if field not in ADDRESSES
        ],
        "statements": [
            {
                "texts": [in_language(STATEMENTS[each], language) for language in spoken],
                "loud": each in LOUD,
                "hazard": each is Statement.BIOHAZARD,
            }
            for each in sheet.statements
        ],
    }


def _cell(field: Field, value: str, spoken: Sequence[str]) -> Mapping[str, object]:
    shown, check = value, ""
    if field is Field.DIN:
        din = parse_din(value)
        shown, check = f"{din.facility} {din.year} {din.sequence}", din.check_character
    elif field is Field.COI:
        shown = parse_chain(value).printed
    elif field in MOMENTS:
        shown = value.replace("T", " ")
    titles = [in_language(FIELDS[field], language) for language in spoken]
    return {"titles": titles, "value": shown, "check": check, "identifier": field in IDENTIFIERS}
