"""What the symbols of a label say to a scanner, and to a phone."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from cellpark.identifiers.gs1 import parse_element_string
from cellpark.identifiers.house import HouseCode, HouseKind
from cellpark.identifiers.isbt128 import (
    Compound,
    Divisions,
    Structure,
    expiry,
    parse_chain,
    parse_din,
    parse_product,
)
from cellpark.labels.contents import Field

PHONE_PATH, CODE = "/go", "c"


def payload_of(values: Mapping[Field, str], scan_key: str = "") -> str:
    """The text of the large symbol: an ISBT 128 message where donation and product are known, else ``scan_key``.

    The message holds donation, product, divisions, expiry and chain of identity in that order (ST-001, 2.4.23); it
    names the same container as the scan key. Raises ``Refused``.
    """
    if Field.DIN not in values or Field.PRODUCT_CODE not in values:
        # GS1 elements are written in brackets, and refused where a check digit or a length is wrong
        return (
            parse_element_string(scan_key).printed
            if scan_key.startswith("(")
            else scan_key or values.get(Field.CONTAINER, "")
        )
    parts: list[Structure] = [parse_din(values[Field.DIN]).with_checksum(), parse_product(values[Field.PRODUCT_CODE])]
    if Field.DIVISIONS in values:
        parts.append(Divisions(values[Field.DIVISIONS]))
    if Field.EXPIRES_AT in values:
        parts.append(expiry(datetime.fromisoformat(values[Field.EXPIRES_AT])))
    if Field.COI in values:
        parts.append(parse_chain(values[Field.COI]))
    return Compound(tuple(parts)).payload


def phone_address(site: str, container: str) -> str:
    """Where a phone's camera goes: the page that leads whoever holds a one-time link to its act, and nobody further.

    ``site`` is the site's address. The code of the container stands in it and opens nothing by itself (T19).
    """
    return f"{site}{PHONE_PATH}?{urlencode({CODE: container})}"


def number_payload(number: str) -> str:
    """The text of the small symbol: this piece of paper."""
    return HouseCode(HouseKind.LABEL, number).payload
