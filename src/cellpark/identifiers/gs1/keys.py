"""Writing GS1 keys from a company prefix and a number of one's own (GS1 General Specifications, section 2 and 1.4)."""

from cellpark.identifiers.gs1.digits import with_check_digit
from cellpark.identifiers.gs1.elements import ElementString, build
from cellpark.identifiers.piece import DIGITS, Piece, refused


def sscc(*, prefix: str, number: int, extension: int = 0) -> ElementString:
    """A logistic unit (00), such as a shipper on its way. Raises ``Refused``."""
    return build([("00", _key(f"{extension}{prefix}", number, 18, "GS1 (00) SSCC"))])


def gtin(*, prefix: str, item: int, indicator: int = 0) -> ElementString:
    """A trade item (01). Raises ``Refused``."""
    return build([("01", _key(f"{indicator}{prefix}", item, 14, "GS1 (01) GTIN"))])


def gln(*, prefix: str, location: int) -> ElementString:
    """A place (414). Raises ``Refused``."""
    return build([("414", _key(prefix, location, 13, "GS1 (414) LOC No."))])


def grai(*, prefix: str, asset: int, serial: str = "") -> ElementString:
    """A returnable asset (8003), such as a dry shipper. Raises ``Refused``."""
    return build([("8003", "0" + _key(prefix, asset, 13, "GS1 (8003) GRAI") + serial)])


def giai(*, prefix: str, asset: str) -> ElementString:
    """An individual asset (8004), such as an incubator. Raises ``Refused``."""
    return build([("8004", _digits(prefix, "GS1 (8004) GIAI") + asset)])


def gsrn(*, prefix: str, number: int, recipient: bool = True) -> ElementString:
    """A person in the relation of a service: its recipient (8018) or its provider (8017). Raises ``Refused``."""
    identifier = "8018" if recipient else "8017"
    return build([(identifier, _key(prefix, number, 18, f"GS1 ({identifier}) GSRN"))])


def _key(prefix: str, number: int, length: int, what: str) -> str:
    room = length - 1 - len(_digits(prefix, what))
    if room < 1 or number < 0 or len(str(number)) > room:
        raise refused("room", what=what, found=str(number), expected=max(room, 0))
    return with_check_digit(f"{prefix}{number:0{room}d}")


def _digits(prefix: str, what: str) -> str:
    return Piece(prefix, what).take(0, len(prefix), DIGITS)
