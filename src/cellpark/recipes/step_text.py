"""One step of a text as parts that a form can show, and back into the text: nothing else in the document moves. Pure.

It works on lines, so that a step can be mended while the rest of the document is still wrong.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cellpark.recipes.dialect.verbs import ATTRIBUTES, FLAGS, HEADLESS, VERBS

_HEADING = re.compile(r"###[ \t]+(U[0-9]+\.[0-9]+)[ \t]*(.*)")
_ANY_HEADING = re.compile(r"#{2,3}[ \t]")
_SENTENCE = re.compile(r"(zh|en|help):[ \t]*(.*)")
_BULLET = re.compile(r"-[ \t]+([^\s:;]+)(?:[ \t]+([^\s:;]+))?[ \t]*:[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class FieldText:
    """One bullet: verb, name, head, and its attributes as they are written; a flag has an empty value."""

    verb: str
    name: str
    head: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The bullet as a line of the text."""
        known = ATTRIBUTES[self.verb]
        written = [each for each in known if each in self.attributes]
        parts = [f"{each} {self.attributes[each]}".strip() for each in written]
        head = [] if self.verb in HEADLESS else [self.head]
        return f"- {self.verb} {self.name}".rstrip() + ": " + "; ".join([*head, *parts])


@dataclass(frozen=True, slots=True)
class StepText:
    """One step: title, sentence and help in both languages, and its bullets; ``others`` are all other lines."""

    title_zh: str
    title_en: str
    zh: str
    en: str
    fields: tuple[FieldText, ...]
    others: tuple[str, ...] = ()
    help_zh: str = ""
    help_en: str = ""


def step_ids(text: str) -> list[tuple[str, str]]:
    """The ids of the steps with their titles, in the order of the document."""
    found = (_HEADING.fullmatch(line.rstrip()) for line in text.splitlines())
    return [(match[1], match[2]) for match in found if match]


def read_step(text: str, identity: str) -> StepText | None:
    """The step with this id; None when the text has none."""
    lines = text.splitlines()
    place = _place(lines, identity)
    if place is None:
        return None
    heading = _HEADING.fullmatch(lines[place[0]].rstrip())
    zh, _, en = (heading[2] if heading else "").partition("|")
    said = {"zh": "", "en": "", "help": ""}
    fields: list[FieldText] = []
    others: list[str] = []
    for line in lines[place[0] + 1 : place[1]]:
        stripped = line.strip()
        sentence = _SENTENCE.fullmatch(stripped)
        bullet = _read_bullet(stripped)
        if sentence is not None and not said[sentence[1]]:
            said[sentence[1]] = sentence[2]
        elif bullet is not None:
            fields.append(bullet)
        elif stripped:
            others.append(stripped)
    help_zh, _, help_en = said["help"].partition("|")
    return StepText(
        title_zh=zh.strip(),
        title_en=en.strip(),
        zh=said["zh"],
        en=said["en"],
        fields=tuple(fields),
        others=tuple(others),
        help_zh=help_zh.strip(),
        help_en=help_en.strip(),
    )


def write_step(text: str, identity: str, step: StepText) -> str:
    """The text with this step written anew; every other line stays as it is."""
    lines = text.splitlines()
    place = _place(lines, identity)
    assert place is not None, f"the text has a step {identity}"
    made = [f"### {identity} {_one_line(step.title_zh)} | {_one_line(step.title_en)}", ""]
    made += [f"zh: {_one_line(step.zh)}", f"en: {_one_line(step.en)}"]
    if step.help_zh or step.help_en:
        made.append(f"help: {_one_line(step.help_zh)} | {_one_line(step.help_en)}")
    made += [*step.others, "", *(_one_line(each.line) for each in step.fields), ""]
    return "\n".join([*lines[: place[0]], *made, *lines[place[1] :]]).rstrip("\n") + "\n"


def line_of(text: str, identity: str) -> tuple[int, int]:
    """The first and the last line of a step, from 1; (0, 0) when the text has none."""
    place = _place(text.splitlines(), identity)
    return (0, 0) if place is None else (place[0] + 1, place[1])


def _place(lines: list[str], identity: str) -> tuple[int, int] | None:
    for number, line in enumerate(lines):
        match = _HEADING.fullmatch(line.rstrip())
        if match and match[1] == identity:
            after = range(number + 1, len(lines))
            return number, next((each for each in after if _ANY_HEADING.match(lines[each])), len(lines))
    return None


def _read_bullet(line: str) -> FieldText | None:
    match = _BULLET.fullmatch(line)
    verb = VERBS.get(match[1]) if match else None
    if match is None or verb is None:
        return None
    head, *rest = (part.strip() for part in match[3].split(";"))
    if verb in HEADLESS:
        head, rest = "", [head, *rest]
    attributes: dict[str, str] = {}
    for part in rest:
        name, _, value = part.partition(" ")
        if name not in ATTRIBUTES[verb] or name in attributes or bool(value.strip()) is (name in FLAGS):
            return None
        attributes[name] = value.strip()
    return FieldText(verb, match[2] or "", head, attributes)


def _one_line(text: str) -> str:
    return " ".join(text.split())
