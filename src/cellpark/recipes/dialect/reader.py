"""From lines to units and steps. What is not understood is noted and left out; the check of the whole comes after."""

import re
from dataclasses import dataclass, field
from typing import Final

from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.bullet import Bullet, read_bullet
from cellpark.recipes.dialect.clean import clean_at
from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.fields import Fields
from cellpark.recipes.dialect.limits import MAX_FIELDS, MAX_NAME, MAX_STEPS, MAX_TEXT, MAX_UNITS
from cellpark.recipes.dialect.model import Bilingual
from cellpark.recipes.dialect.sentences import Said, agree, clean_sentences, clean_title, title

_HEADING = re.compile(r"(#+) +(\S+)(?: +(.*))?")
_UNIT: Final = re.compile(r"U[1-9][0-9]{0,2}")
_STEP: Final = re.compile(r"U[1-9][0-9]{0,2}\.[1-9][0-9]{0,2}")
_KEY = re.compile(r"(zh|en|help|picture) *:(?: +(.*))?")
_PICTURE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*\.(?:png|jpg|svg|webp)")


@dataclass(slots=True)
class StepDraft:
    """One step while it is read, with the expressions of its fields."""

    id: str
    title: Bilingual
    line: int
    said: dict[str, Said] = field(default_factory=dict)
    fields: dict[str, model.Field] = field(default_factory=dict)
    reader: Fields = field(default_factory=Fields)
    place: model.Place | None = None
    has_bullets: bool = False


@dataclass(slots=True)
class UnitDraft:
    """One unit while it is read."""

    id: str
    title: Bilingual
    line: int
    steps: list[StepDraft] = field(default_factory=list)
    reader: Fields = field(default_factory=Fields)
    place: model.Place | None = None
    repeat: model.Repeat | None = None


@dataclass(slots=True)
class Reader:
    """Reads the body of a document."""

    faults: Faults
    units: list[UnitDraft] = field(default_factory=list)
    unit: UnitDraft | None = None
    step: StepDraft | None = None
    ids: dict[str, int] = field(default_factory=dict)
    lost: bool = False
    """Whether the last heading could not be read: what follows it is not judged."""
    ever_lost: bool = False

    def read(self, start: int) -> list[UnitDraft]:
        """Every unit from the line after ``start`` on."""
        for number, line in enumerate(self.faults.lines[start:], start + 1):
            if not line or line.isspace():
                continue
            if self.faults.is_full:
                break
            if line[0] == "#":
                self.heading(number, line)
            elif self.lost:
                continue
            elif line[0] == "-":
                self.bullet(number, line)
            else:
                self.sentence(number, line)
        return self.units

    def heading(self, number: int, line: str) -> None:
        """``## U1 zh | en`` or ``### U1.1 zh | en``."""
        match = _HEADING.fullmatch(line.rstrip())
        level = len(match[1]) if match else 0
        self.lost = match is None or level not in (2, 3)
        if match is None or self.lost:
            self.faults.at("heading", number, 1, len(line))
            self.ever_lost = True
            return
        identity, column = match[2], match.start(2) + 1
        if not (_UNIT if level == 2 else _STEP).fullmatch(identity):
            code = "unit_form" if level == 2 else "step_form"
            self.faults.at(code, number, column, len(identity), found=identity[:MAX_NAME])
        elif identity in self.ids:
            self.faults.at("id_twice", number, column, len(identity), found=identity, first=self.ids[identity])
        self.ids.setdefault(identity, number)
        start = match.start(3) + 1 if match[3] else len(line)
        text = match[3] or ""
        said = clean_title(text) or title(self.faults, number, text, start) or Bilingual("", "")
        if level == 2:
            self.begin_unit(UnitDraft(identity, said, number))
        else:
            self.begin_step(StepDraft(identity, said, number), column)

    def begin_unit(self, unit: UnitDraft) -> None:
        """A new unit; its bullets come before its first step."""
        self.unit, self.step = unit, None
        self.units.append(unit)
        if len(self.units) == MAX_UNITS + 1:
            self.faults.at("too_many_units", unit.line, limit=MAX_UNITS)

    def begin_step(self, step: StepDraft, column: int) -> None:
        """A new step of the unit at hand."""
        self.step = step
        if self.unit is None:
            if not self.ever_lost:
                self.faults.at("step_outside", step.line, column, len(step.id), found=step.id)
            return
        told = _STEP.fullmatch(step.id) and _UNIT.fullmatch(self.unit.id)
        if told and step.id.partition(".")[0] != self.unit.id:
            self.faults.at("id_outside", step.line, column, len(step.id), found=step.id, unit=self.unit.id)
        self.unit.steps.append(step)
        if len(self.ids) == MAX_STEPS + MAX_UNITS:
            self.faults.at("too_many_steps", step.line, limit=MAX_STEPS)

    def sentence(self, number: int, line: str) -> None:
        """``zh:``, ``en:``, ``help:`` or ``picture:`` of the step at hand."""
        match = _KEY.fullmatch(line.rstrip())
        if match is None:
            code = "bullet" if line.lstrip()[0] in "-*+" else "stray_line"
            self.faults.at(code, number, 1, len(line))
            return
        key, text, step = match[1], match[2], self.step
        if step is None:
            self.faults.at("sentence_outside", number, 1, len(key), found=key)
        elif not text:
            self.faults.at("value_missing", number, 1, len(key), found=key)
            step.said.setdefault(key, Said(key, "", number, 1))
        elif key in step.said:
            self.faults.at("sentence_twice", number, 1, len(key), found=key)
        elif step.has_bullets:
            self.faults.at("sentence_late", number, 1, len(key), found=key)
            step.said[key] = Said(key, "", number, 1)
        else:
            step.said[key] = Said(key, text, number, match.start(2) + 1)

    def bullet(self, number: int, line: str) -> None:
        """A field of the step at hand, or ``place`` or ``repeat`` of the unit."""
        if self.step is not None:
            self.step.has_bullets = True
            known = clean_at(line, number)
            if known is not None and known.field.name not in self.step.fields:
                self.step.fields[known.field.name] = known.field
                self.step.reader.uses += known.uses
                if len(self.step.fields) == MAX_FIELDS + 1:
                    self.faults.at("too_many_fields", number, limit=MAX_FIELDS)
                return
        bullet = read_bullet(self.faults, number, line)
        if bullet is None:
            return
        if self.step is not None:
            self.step_bullet(self.step, bullet)
        elif self.unit is None:
            self.faults.at("stray_bullet", number, 1, len(line))
        elif bullet.verb == "place":
            self.once(self.unit.place, bullet)
            self.unit.place = self.unit.reader.place(bullet) or self.unit.place
        elif bullet.verb == "repeat":
            self.once(self.unit.repeat, bullet)
            self.unit.repeat = self.unit.reader.repeat(bullet) or self.unit.repeat
        else:
            self.faults.at("verb_not_here", number, 3, len(bullet.verb), verb=bullet.verb)

    def once(self, before: object, bullet: Bullet) -> None:
        """Refuse a second ``place`` or ``repeat``."""
        if before is not None:
            self.faults.at("second", bullet.line, 3, len(bullet.verb), verb=bullet.verb)

    def step_bullet(self, step: StepDraft, bullet: Bullet) -> None:
        """One field more."""
        if bullet.verb == "repeat":
            self.faults.at("verb_not_here", bullet.line, 3, len(bullet.verb), verb=bullet.verb)
            return
        if bullet.verb == "place":
            self.once(step.place, bullet)
            if step.fields:
                self.faults.at("place_first", bullet.line, 3, len(bullet.verb))
            step.place = step.reader.place(bullet) or step.place
            return
        found = step.reader.read(bullet)
        name = bullet.name
        if name.text in step.fields:
            first = step.fields[name.text].line
            bullet.fault("name_twice", name, found=name.text[:MAX_NAME], first=first)
        elif name.text:
            # a field that could not be told keeps its name, so that one fault is reported once
            step.fields[name.text] = found or Unread(name=name.text, verb=bullet.verb, line=bullet.line)
            if len(step.fields) == MAX_FIELDS + 1:
                self.faults.at("too_many_fields", bullet.line, limit=MAX_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(model.Field):
    """A field whose bullet has a problem of its own."""

    verb: str


def finished(faults: Faults, unit: UnitDraft, branches: set[str]) -> model.Unit:
    """The unit as a value, after its sentences were checked."""
    return model.Unit(
        id=unit.id,
        title=unit.title,
        place=unit.place,
        repeat=unit.repeat,
        steps=tuple(_finished_step(faults, each, each.id in branches) for each in unit.steps),
        line=unit.line,
    )


def _finished_step(faults: Faults, step: StepDraft, branch: bool) -> model.Step:
    said = step.said
    for language in ("zh", "en"):
        if language not in said:
            faults.at("sentence_missing", step.line, 1, 3, id=step.id, language=language)
    text = Bilingual(said["zh"].text if "zh" in said else "", said["en"].text if "en" in said else "")
    known = set(step.fields)
    if text.zh and text.en:
        named = clean_sentences(text.zh, text.en)
        if named is None or not named <= known:
            named = frozenset(agree(faults, said["zh"], said["en"], known))
        for name, each in step.fields.items():
            if name not in named and not isinstance(each, model.Sign | model.Check | Unread):
                faults.of("field_not_named", each.line, name, name=name)
    return model.Step(
        id=step.id,
        title=step.title,
        text=text,
        fields=tuple(step.fields.values()),
        place=step.place,
        help=_help(faults, said.get("help"), known),
        picture=_picture(faults, said.get("picture")),
        branch=branch,
        line=step.line,
    )


def _help(faults: Faults, said: Said | None, known: set[str]) -> Bilingual | None:
    if said is None or not said.text:
        return None
    left, bar, right = said.text.partition("|")
    zh, en = left.strip(), right.strip()
    if not bar or not zh or not en:
        faults.at("translation", said.line, said.column, len(said.text))
        return None
    if "|" in right:
        faults.at("text", said.line, said.column, len(said.text), limit=MAX_TEXT)
        return None
    start = said.column + len(left) + 1 + len(right) - len(right.lstrip())
    agree(faults, Said("zh", zh, said.line, said.column), Said("en", en, said.line, start), known)
    return Bilingual(zh, en)


def _picture(faults: Faults, said: Said | None) -> str | None:
    if said is None or not said.text:
        return None
    if not _PICTURE.fullmatch(said.text) or len(said.text) > MAX_TEXT:
        faults.at("form_picture", said.line, said.column, len(said.text), found=said.text[:MAX_NAME])
        return None
    return said.text


__all__ = ["Reader", "StepDraft", "UnitDraft", "Unread", "finished"]
