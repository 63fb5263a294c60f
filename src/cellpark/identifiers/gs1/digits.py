"""The check digit of GS1 keys (GS1 General Specifications, section 7.9.1)."""


def check_digit(digits: str) -> str:
    """The digit that completes ``digits``: weights 3 and 1 alternate from the right, the sum ends in 0."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def with_check_digit(digits: str) -> str:
    """``digits`` and its check digit."""
    return digits + check_digit(digits)
