"""One bullet as it stands: verb, name, head and attributes with their places, before anybody asks what they mean."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from cellpark.kernel.problem import Parameter
from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.limits import MAX_NAME
from cellpark.recipes.dialect.verbs import ATTRIBUTES, FLAGS, HEADLESS, NAMELESS, VERBS

_BULLET = re.compile(r"- +([^\s:;]+)(?: +([^\s:;]+))? *:(?: +|$)")
_INSTEAD = {"\uff1a": ":", "\uff1b": ";", "\uff0c": ",", "\u3001": ",", "\uff5c": "|", "\u2026": "..", "\uff5e": ".."}
_ANY_WRONG = re.compile(f"[{''.join(_INSTEAD)}]")
_WRONG = re.compile("[\uff1a\uff1b]")  # a comma or a stroke may belong to a Chinese label, these two never do


class Value(NamedTuple):
    """A text within a line, and its first column."""

    text: str
    column: int


@dataclass(slots=True)
class Bullet:
    """A bullet: its verb, name (with the column), head and attributes."""

    faults: Faults
    line: int
    verb: str
    name: Value
    head: Value
    attributes: dict[str, Value] = field(default_factory=dict)
    misread: set[str] = field(default_factory=set)

    def fault(self, code: str, value: Value, **params: Parameter) -> None:
        """Note a problem under a value."""
        self.faults.at(code, self.line, value.column, len(value.text), **params)

    def need(self, attribute: str) -> Value | None:
        """The value of an attribute that must be there."""
        found = self.attributes.get(attribute)
        if found is None and attribute not in self.misread:
            self.faults.at("attribute_missing", self.line, 1, verb=self.verb, attribute=attribute)
        return found


def read_bullet(faults: Faults, line: int, text: str) -> Bullet | None:
    """The bullet in a line; None, with a problem noted, when it is none."""
    if not text.isascii() and _refuse_wide_sign(_WRONG, faults, line, text):
        return None
    match = _BULLET.match(text)
    if match is None:
        if not _refuse_wide_sign(_ANY_WRONG, faults, line, text):
            faults.at("bullet", line, 1, len(text))
        return None
    written = match[1]
    verb = VERBS.get(written)
    if verb is None:
        near = ", ".join(get_close_matches(written.lower(), VERBS, n=3)) or ", ".join(ATTRIBUTES)
        faults.at("verb_unknown", line, match.start(1) + 1, len(written), found=written[:MAX_NAME], known=near)
        return None
    name = Value(match[2] or "", match.start(2 if match[2] else 1) + 1)
    bullet = Bullet(faults, line, verb, name, Value("", match.end() + 1))
    if (verb in NAMELESS) is bool(match[2]):
        code = "name_unwanted" if match[2] else "name_missing"
        faults.at(code, line, name.column, len(match[2] or written), verb=verb)
    _read_parts(bullet, text, match.end())
    return bullet


def _read_parts(bullet: Bullet, text: str, start: int) -> None:
    verb, position = bullet.verb, start
    for part in text[start:].split(";"):
        value = part.strip()
        column = position + 1 + len(part) - len(part.lstrip())
        is_head = position == start and verb not in HEADLESS
        position += len(part) + 1
        if not value and is_head:
            continue  # whoever reads the head says so
        if not value:
            bullet.faults.at("part_empty", bullet.line, min(column, len(text) or 1), verb=verb)
        elif is_head:
            bullet.head = Value(value, column)
        else:
            _read_attribute(bullet, value, column)


def _read_attribute(bullet: Bullet, part: str, column: int) -> None:
    verb, line = bullet.verb, bullet.line
    attribute, _, rest = part.partition(" ")
    known = ATTRIBUTES[verb]
    if attribute not in known:
        near = ", ".join(get_close_matches(attribute, known, n=2)) or ", ".join(known)
        found = attribute[:MAX_NAME]
        bullet.faults.at("attribute_unknown", line, column, len(attribute), found=found, verb=verb, known=near)
        return
    if attribute in bullet.attributes:
        bullet.faults.at("attribute_twice", line, column, len(attribute), found=attribute)
        return
    value = rest.strip()
    place = column + len(part) - len(rest.lstrip()) if value else column
    bullet.attributes[attribute] = Value(value, place)
    if bool(value) is (attribute in FLAGS):
        code = "value_unwanted" if value else "value_missing"
        bullet.faults.at(code, line, place, len(value or attribute), found=attribute)
        del bullet.attributes[attribute]
        bullet.misread.add(attribute)


def _refuse_wide_sign(signs: re.Pattern[str], faults: Faults, line: int, text: str) -> bool:
    """Whether separators of a Chinese keyboard stand where plain ones are meant; the first one is noted."""
    match = signs.search(text)
    if match is None:
        return False
    faults.at("write_instead", line, match.start() + 1, found=match[0], instead=_INSTEAD[match[0]])
    return True
