"""How things are named and measured in documents that leave the house.

A thing whose label carries a GS1 key is named by its GS1 Digital Link URI, everything else by the UUID that it has for
life (RFC 9562), or as a place of this site. Units are those of UN/CEFACT Recommendation 20 (EPCIS) and UCUM (FHIR).
"""

import re
from decimal import Decimal
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.conf import settings

from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Container, Lot

DIGITAL_LINK: Final = "https://id.gs1.org"
_KEY: Final = re.compile(r"\((\d{2,4})\)([^()]+)")
UNECE: Final = {
    "L": "LTR",
    "mL": "MLT",
    "uL": "4G",
    "kg": "KGM",
    "g": "GRM",
    "mg": "MGM",
    "ug": "MC",
    "degC": "CEL",
    "K": "KEL",
}
UCUM: Final = {
    "L": "L",
    "mL": "mL",
    "uL": "uL",
    "kg": "kg",
    "g": "g",
    "mg": "mg",
    "ug": "ug",
    "degC": "Cel",
    "K": "K",
    "1": "1",
    "cell": "{cells}",
    "h": "h",
    "d": "d",
    "min": "min",
}


def uuid_name(identity: UUID) -> str:
    """A name for anything that has an id here."""
    return f"urn:uuid:{identity}"


def container_name(row: Container) -> str:
    """The Digital Link of the key on the label (GTIN and serial, GRAI, SSCC), or the container's own UUID."""
    keys = _KEY.findall(row.scan_key)
    if not keys or "".join(f"({key}){value}" for key, value in keys) != row.scan_key:
        return uuid_name(row.id)
    return DIGITAL_LINK + "".join(f"/{key}/{quote(value, safe='')}" for key, value in keys)


def lot_name(row: Lot) -> str:
    """The Digital Link of trade item and lot, or the lot's own UUID."""
    gtin = row.material.gtin
    return f"{DIGITAL_LINK}/01/{gtin}/10/{quote(row.number, safe='')}" if gtin else uuid_name(row.id)


def place_name(words: str) -> str:
    """A place of this site that has a name and no number."""
    return f"urn:x-cellpark:{quote(settings.CELLPARK_SITE, safe='')}:place:{quote(words, safe='')}"


def extension_space() -> str:
    """The namespace of what the standards have no word for."""
    return f"urn:x-cellpark:{quote(settings.CELLPARK_SITE, safe='')}:"


def json_number(value: Decimal) -> int | float:
    """A number for a JSON document, whose readers compute with doubles anyway; our own records keep the decimal."""
    return int(value) if value == value.to_integral_value() else float(value)


def quantity_of(amount: Quantity, name: str) -> dict[str, object]:
    """An EPCIS quantity element of the class ``name``."""
    unit = UNECE.get(amount.unit)
    return {"epcClass": name, "quantity": json_number(amount.value), **({} if unit is None else {"uom": unit})}
