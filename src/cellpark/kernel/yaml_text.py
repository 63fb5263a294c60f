"""YAML from people: one document, bounded, without aliases."""

from typing import Any

import yaml


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
