"""The check character of ISO/IEC 7064, modulo 37-2: one of 0-9, A-Z and ``*``."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"


def check_value(text: str) -> int:
    """The value 0 to 36 that completes ``text``, which consists of 0-9 and A-Z (ISO/IEC 7064; ST-001 appendix A).

    Each character's value is weighed with two to the power of its position counted from the right, the rightmost being
    position 1; the check value brings the sum to 1 modulo 37.
    """
    total = 0
    for character in text:
        total = (total + ALPHABET.index(character)) * 2 % 37
    return (38 - total) % 37


def check_character(text: str) -> str:
    """The check value as the character that is printed boxed after a donation number and typed after it by hand."""
    return ALPHABET[check_value(text)]
