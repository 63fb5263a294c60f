"""Data Matrix symbols (ISO/IEC 16022, ECC 200) and the QR code for phones, as drawings without loss."""

import zxingcpp


def data_matrix(text: str) -> str:
    """The symbol of ``text`` as SVG, one unit a module, with the quiet zone that the standard asks for."""
    # GS1 elements in brackets become a GS1 Data Matrix: FNC1 in front and between (General Specifications, 5.6)
    symbol = zxingcpp.create_barcode(
        text, zxingcpp.BarcodeFormat.DataMatrix, forceSquare=True, gs1=text.startswith("(")
    )
    drawn: str = zxingcpp.write_barcode_to_svg(symbol, add_quiet_zones=True)
    return drawn


def phone_code(address: str) -> str:
    """The QR code (ISO/IEC 18004) of an address as SVG, one unit a module, with the quiet zone."""
    symbol = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode)
    drawn: str = zxingcpp.write_barcode_to_svg(symbol, add_quiet_zones=True)
    return drawn


def codes_in(picture: object, form: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.DataMatrix) -> tuple[str, ...]:
    """Every symbol of a form that a scanner finds in a picture (an image or an array of grey values), sorted."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([form]))
    return tuple(sorted(each.text for each in found))
