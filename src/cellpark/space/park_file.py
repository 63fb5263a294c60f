"""Text of a park file -> checked entries, or problems that name file, line and field. Pure.

YAML is read by the core schema of YAML 1.2, narrowed: no aliases, each key once, decimals exact, dates and tagged
values as text.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml
from pydantic import ValidationError

from cellpark.kernel.problem import Parameter, Problem, Refused
from cellpark.space.facts import ParkFile
from cellpark.space.rules import Finding, Path, findings

SIZE_LIMIT_BYTES = 1_000_000
DEPTH_LIMIT = 12
PROBLEM_LIMIT = 50

_CODES = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "enum": "not_one_of",
    "literal_error": "not_one_of",
    "string_type": "not_text",
    "bool_type": "not_yes_or_no",
    "bool_parsing": "not_yes_or_no",
    "tuple_type": "not_a_list",
    "model_type": "not_a_mapping",
    "dict_type": "not_a_mapping",
    "string_too_long": "too_long",
    "too_long": "too_long",
}
_NUMBER_ERRORS = re.compile(r"(int|decimal|greater|less)_")
_QUOTED = re.compile(r"'([^']*)'")


def read_park(content: bytes, *, file: str) -> ParkFile:
    """The park in ``content``. Raises ``Refused`` with at most 50 problems, in the order of the file."""
    if len(content) > SIZE_LIMIT_BYTES:
        raise Refused(_problem(file, 1, (), "too_large", {"limit": SIZE_LIMIT_BYTES}))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(_problem(file, line, (), "not_utf8")) from None
    lines: dict[Path, int] = {}
    found: list[Finding] = []
    data = _read_yaml(text, file, lines, found)
    if not found:
        try:
            park = ParkFile.model_validate(data)
        except ValidationError as error:
            found = [_finding(detail) for detail in error.errors(include_url=False)]
        else:
            found = findings(park)
            if not found:
                return park
    found.sort(key=lambda finding: _line(finding.path, lines))
    raise Refused(*(_problem(file, _line(f.path, lines), f.path, f.code, f.params) for f in found[:PROBLEM_LIMIT]))


def _read_yaml(text: str, file: str, lines: dict[Path, int], found: list[Finding]) -> Any:
    try:
        node = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Refused(_problem(file, line, (), "not_yaml", {"column": column})) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Refused(_problem(file, line, (), "not_yaml", {"column": 1})) from None
    return {} if node is None else _plain(node, (), lines, found)


class _Loader(yaml.SafeLoader):
    """Composes nodes; refuses aliases (a page of them can mean gigabytes) and deep nesting."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent) or self.depth > DEPTH_LIMIT:
            here = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "alias or depth", here)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], found: list[Finding]) -> Any:
    """Plain values of a node; notes the line of every path on the way."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), lines, found) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)[:60]
            here = (*path, key)
            if key in mapping:
                found.append(Finding(here, "space.park_file.field_repeated", {"value": key}))
            lines[here] = key_node.start_mark.line + 1
            mapping[key] = _plain(value_node, here, lines, found)
        return mapping
    assert isinstance(node, yaml.ScalarNode), "YAML has three kinds of node"
    return _scalar(node)


def _scalar(node: yaml.ScalarNode) -> str | int | Decimal | bool | None:
    text = str(node.value)
    if node.style is not None:
        return text
    if text in ("", "null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[+-]?[0-9]{1,20}", text):
        return int(text)
    if re.fullmatch(r"[+-]?[0-9]{1,20}\.[0-9]{1,20}", text):
        return Decimal(text)
    return text


def _finding(detail: Mapping[str, Any]) -> Finding:
    path: Path = tuple(part for part in detail["loc"] if part != "[key]")
    kind: str = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind.startswith("space."):
        return Finding(path, kind, context)
    if _NUMBER_ERRORS.match(kind):
        return Finding(path, "space.park_file.not_a_number", _value(detail["input"]))
    params = _value(detail["input"])
    if "max_length" in context:
        params["limit"] = context["max_length"]
    if "expected" in context:
        params["known"] = ", ".join(_QUOTED.findall(context["expected"]))
    return Finding(path, f"space.park_file.{_CODES.get(kind, 'malformed')}", params)


def _value(given: object) -> dict[str, Parameter]:
    """What was typed, for the sentence; a whole mapping or list would not fit one."""
    return {"value": "" if isinstance(given, (dict, list)) else str(given)[:40]}


def _line(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of the nearest thing that stands in the file: a missing field is told at what lacks it."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)


def _problem(file: str, line: int, path: Path, code: str, params: Mapping[str, Parameter] | None = None) -> Problem:
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    full = code if "." in code else f"space.park_file.{code}"
    return Problem(full, {"file": file, "line": line, "field": name, **(params or {})}, field=name or None)
