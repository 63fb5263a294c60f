"""A code that leads to a page: a QR code (ISO/IEC 18004) with the address to which any phone's camera goes."""

from dataclasses import dataclass

import numpy as np
import zxingcpp

DARK_BELOW = 128


@dataclass(frozen=True, slots=True)
class ScanCode:
    """One square for each dark module, in a box of ``size`` modules with the quiet zone around."""

    size: int
    path: str


def scan_code(address: str) -> ScanCode:
    """The code of ``address`` as the path of a drawing."""
    symbol = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode)
    modules = np.array(zxingcpp.write_barcode_to_image(symbol, scale=1, add_quiet_zones=True))
    rows, columns = np.nonzero(modules < DARK_BELOW)
    squares = (f"M{x} {y}h1v1h-1z" for y, x in zip(rows.tolist(), columns.tolist(), strict=True))
    return ScanCode(size=int(modules.shape[0]), path="".join(squares))
