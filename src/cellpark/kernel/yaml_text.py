"""YAML from people: one document, bounded, without aliases."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

import yaml

from cellpark.kernel.decimals import BadNumber, parse_decimal

NUMBER_LIMIT: Final = Decimal(10) ** 18
"""Numbers of this size and more are refused: they cost time and mean nothing."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
"""Days that people write; beyond them months cannot be counted."""


class NotYaml(ValueError):  # noqa: N818 -- an answer about input
    """The bytes are too many, no UTF-8, no YAML, or repeat a part of themselves."""


def read_yaml(content: bytes, *, limit_bytes: int) -> Any:
    """What the document says, as plain values. Raises ``NotYaml``.

    Aliases are refused: a page of them can mean gigabytes.
    """
    if len(content) > limit_bytes:
        raise NotYaml
    try:
        if any(isinstance(each, yaml.AliasEvent) for each in yaml.parse(content, Loader=yaml.SafeLoader)):
            raise NotYaml
        return yaml.safe_load(content)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError):
        raise NotYaml from None


def exact_number(found: Any) -> Decimal:
    """A number as it was written, in quotes or as a whole one. Raises ``ValueError`` for anything else.

    YAML reads 3.20 as a float, which is no price.
    """
    if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
        raise ValueError("a decimal stands in quotes")  # noqa: TRY004 -- readers of files collect these
    try:
        number = parse_decimal(str(found))
    except BadNumber as error:
        raise ValueError(error.reason) from None
    if abs(number) >= NUMBER_LIMIT:
        raise ValueError("number_too_large")
    return number
