"""YAML from people: one document, bounded, without aliases; numbers read as people write them."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

import yaml

from cellpark.kernel.decimals import BadNumber, parse_decimal

NUMBER_LIMIT: Final = Decimal(10) ** 18
"""Numbers of this size and more are refused: they cost time and mean nothing."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
"""Days that people write; beyond them months cannot be counted."""
DEPTH_MAX: Final = 40
"""Parts within parts; the time that is spent on deeper ones grows with their square."""
PARTS_MAX: Final = 50_000
"""Names and values of one document, which is some seconds of reading."""


class NotYaml(ValueError):  # noqa: N818 -- an answer about input
    """No UTF-8, no YAML, too much of it or too deep, or it repeats a part of itself or names one twice."""


class _Reader(yaml.SafeLoader):
    """YAML without its surprises: 0100 is no 64, 1:30 is no 90, and no line is silently outdone by a later one."""

    depth = parts = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse what stands for another part (a page of it can mean gigabytes), what lies too deep, and too much."""
        too_much = self.depth == DEPTH_MAX or self.parts == PARTS_MAX
        if too_much or self.check_event(yaml.AliasEvent):
            raise NotYaml
        self.depth, self.parts = self.depth + 1, self.parts + 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Refuse a name that is written twice: one of its values would be lost."""
        found = super().construct_mapping(node, deep)
        if len(found) != len(node.value):
            raise NotYaml
        return found


_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in _NUMBERS]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, _pattern in (
    (_NUMBERS[0], r"[-+]?(?:0|[1-9][0-9]*)"),
    (_NUMBERS[1], r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"),
):
    _Reader.add_implicit_resolver(_tag, re.compile(rf"{_pattern}\Z"), list("-+.0123456789"))


def read_yaml(content: bytes, *, limit_bytes: int) -> Any:
    """What the document says, as plain values. Raises ``NotYaml``.

    Aliases are refused: a page of them can mean gigabytes. A number with a leading zero, with colons or with
    underscores is the text that was written.
    """
    if len(content) > limit_bytes:
        raise NotYaml
    try:
        return yaml.load(content, Loader=_Reader)  # noqa: S506 -- a safe loader with less in it
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
