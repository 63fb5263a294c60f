"""Changes between two versions of a recipe: what, where, how grave, and which steps feel it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cellpark.recipes.dialect import model
from cellpark.recipes.dialect.format import VERB_OF
from cellpark.recipes.dialect.model import Bilingual
from cellpark.recipes.dialect.words import joined, told, word


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


class Severity(StrEnum):
    """How grave a change is, gravest first; what a reviewer must not miss comes first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change.

    ``where`` is the id of a unit or step, empty for the document; ``name`` the field, if it is one; ``aspect`` the
    attribute of the model that differs, with what it said before and now; ``affects`` the ids of the steps that use it.
    """

    kind: ChangeKind
    severity: Severity
    where: str
    thing: str
    name: str | None = None
    aspect: str | None = None
    old: Bilingual | None = None
    new: Bilingual | None = None
    affects: tuple[str, ...] = ()

    def sentence(self) -> Bilingual:
        """The change in both languages: ``U1.2 hold: duration 24 h -> 22 h (critical; affects U1.2)``."""
        what = word(f"thing.{self.thing}") if self.thing in ("unit", "step", "document") else word(f"verb.{self.thing}")
        place = " ".join(part for part in (self.where, self.name) if part)
        zh, en = [f"{what.zh} {place}".strip()], [f"{what.en} {place}".strip()]
        act = word(f"aspect.{self.aspect}") if self.aspect else word(f"kind.{self.kind.value}")
        said = _said(self)
        zh.append(f"{act.zh} {said.zh}".strip())
        en.append(f"{act.en} {said.en}".strip())
        grave = word(f"severity.{self.severity.value}")
        tail = Bilingual(grave.zh, grave.en)
        if self.affects:
            affects = word("phrase.affects")
            steps = told(self.affects) or tail
            tail = joined("\uff1b", "; ", [tail, Bilingual(f"{affects.zh} {steps.zh}", f"{affects.en} {steps.en}")])
        body = joined("\uff1a", ": ", [Bilingual(*pair) for pair in zip(zh, en, strict=True)])
        return Bilingual(f"{body.zh}\uff08{tail.zh}\uff09", f"{body.en} ({tail.en})")


def _said(change: Change) -> Bilingual:
    if change.kind is not ChangeKind.CHANGED:
        return change.new or change.old or Bilingual("", "")
    nothing = word("phrase.nothing")
    old, new = change.old or nothing, change.new or nothing
    return Bilingual(f"{old.zh} \u2192 {new.zh}", f"{old.en} -> {new.en}")


CRITICAL: Final = frozenset(
    {"material", "match", "tolerance", "allow", "limits", "condition", "otherwise", "role", "not_by", "meaning"}
    | {"until", "least", "most", "since", "cpp", "cqa", "move", "of", "openness", "infectious", "grade", "tests"}
    | {"entry", "reader", "unit", "choices", "branch", "state", "holds"}
)
"""Attributes whose change touches limits, materials, identity, signatures, segregation or data integrity."""
SCANNED: Final = (model.In, model.Out)
"""Fields whose words are compared: what an ``in`` calls for is what an ``out`` of the same words has filled (T4)."""
EDITORIAL: Final = frozenset({"title", "help", "picture", "labels"})
MINOR: Final = frozenset({"what", "crew", "hands", "kind", "label"})
GRAVE_FIELDS: Final = (model.Sign, model.Check, model.In, model.Out, model.Use)


def gravity(each: object, aspect: str) -> Severity:
    """How grave a change of one attribute is; a critical parameter or attribute makes its numbers critical."""
    if aspect in CRITICAL or (aspect == "what" and isinstance(each, SCANNED)):
        return Severity.CRITICAL
    if aspect in ("value", "duration", "qty") and _is_critical(each):
        return Severity.CRITICAL
    if aspect in EDITORIAL:
        return Severity.EDITORIAL
    return Severity.MINOR if aspect in MINOR else Severity.MAJOR


def field_gravity(each: model.Field) -> Severity:
    """How grave it is that a field came or went."""
    return Severity.CRITICAL if _is_critical(each) or isinstance(each, GRAVE_FIELDS) else Severity.MAJOR


def _is_critical(each: object) -> bool:
    match each:
        case model.Set(cpp=cpp):
            return cpp
        case model.Record(cpp=cpp, cqa=cqa):
            return cpp or cqa
        case model.Time(allow=allow):
            return allow is not None
        case model.Use():
            return True
    return False


def verb_of(each: model.Field) -> str:
    """The verb of a field."""
    return VERB_OF[type(each)]
