"""GS1: element strings with FNC1, their keys and check digits (GS1 General Specifications)."""

from cellpark.identifiers.gs1.applications import APPLICATIONS, GROUP_SEPARATOR
from cellpark.identifiers.gs1.digits import check_digit, with_check_digit
from cellpark.identifiers.gs1.elements import Element, ElementString, build, parse_element_string
from cellpark.identifiers.gs1.keys import giai, gln, grai, gsrn, gtin, sscc

__all__ = [
    "APPLICATIONS",
    "GROUP_SEPARATOR",
    "Element",
    "ElementString",
    "build",
    "check_digit",
    "giai",
    "gln",
    "grai",
    "gsrn",
    "gtin",
    "parse_element_string",
    "sscc",
    "with_check_digit",
]
