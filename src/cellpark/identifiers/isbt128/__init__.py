"""ISBT 128: donations, chains of identity, products, moments, lots and donors (ST-001 v6.2.2)."""

from cellpark.identifiers.isbt128.chain import ChainOfIdentity, format_chain, parse_chain
from cellpark.identifiers.isbt128.din import (
    DEMONSTRATION_FACILITY,
    Din,
    FlagKind,
    format_din,
    parse_din,
)
from cellpark.identifiers.isbt128.european import SingleEuropeanCode, parse_european
from cellpark.identifiers.isbt128.moments import ExpiryMonth, Moment, MomentKind, expiry
from cellpark.identifiers.isbt128.others import (
    CatalogNumber,
    Grid,
    LotNumber,
    PatientBirth,
    PatientNumber,
    SpecialMessage,
)
from cellpark.identifiers.isbt128.product import Divisions, ProductCode, parse_product
from cellpark.identifiers.isbt128.structures import Compound, Structure, read_isbt128
from cellpark.identifiers.mod37 import check_character

__all__ = [
    "DEMONSTRATION_FACILITY",
    "CatalogNumber",
    "ChainOfIdentity",
    "Compound",
    "Din",
    "Divisions",
    "ExpiryMonth",
    "FlagKind",
    "Grid",
    "LotNumber",
    "Moment",
    "MomentKind",
    "PatientBirth",
    "PatientNumber",
    "ProductCode",
    "SingleEuropeanCode",
    "SpecialMessage",
    "Structure",
    "check_character",
    "expiry",
    "format_chain",
    "format_din",
    "parse_chain",
    "parse_din",
    "parse_european",
    "parse_product",
    "read_isbt128",
]
