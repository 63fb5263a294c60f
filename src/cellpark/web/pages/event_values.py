"""An event's data in words: names for ids, words for codes, dates as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cellpark.base.contributed import contributed, contributed_mapping
from cellpark.base.messages import catalogue, outline
from cellpark.identity.public import OrganisationKind, Role
from cellpark.web.pages import formats
from cellpark.web.pages.event_words import sentence_of
from cellpark.web.pages.ledger_names import Names
from cellpark.web.pages.words import KINDS, ROLES

LANGUAGES = ("zh-hans", "en")
# an app names its fields that hold a person's id in ``EVENT_PEOPLE`` of its ``words.py``
PEOPLE = frozenset({"person", "requested_by"}).union(*contributed("words", "EVENT_PEOPLE"))

_FIELDS: Mapping[str, Promise] = {
    "added": _("Added"),
    "against": _("Compared with"),
    "by_ms": _("Milliseconds"),
    "changed": _("Changed"),
    "clock_showed": _("The clock showed"),
    "credit_code": _("Unified social credit code"),
    "digest": _("Digest of the statement (SHA-256)"),
    "duty": _("Side"),
    "ends_on": _("Ends on"),
    "example": _("Example"),
    "expected": _("Expected time"),
    "expires_on": _("Expires on"),
    "fields": _("Fields"),
    "file_sha256": _("Digest of the file (SHA-256)"),
    "heads": _("Signed records"),
    "key": _("Key"),
    "kind": _("Kind"),
    "meaning_en": _("Meaning (English)"),
    "meaning_zh": _("Meaning (Chinese)"),
    "home": _("Organisation that answers for the account"),
    "means": _("Means"),
    "membership": _("Membership"),
    "name": _("Name of the witness"),
    "name_en": _("English name"),
    "name_zh": _("Chinese name"),
    "organisation": _("Organisation"),
    "park": _("Park"),
    "person": _("Person"),
    "qualification": _("Qualification"),
    "removed": _("Removed"),
    "request": _("Request"),
    "requested_by": _("Requested by"),
    "role": _("Role"),
    "root": _("Root of the tree"),
    "scopes": _("Scopes"),
    "signature": _("Signature"),
    "signed_at": _("Signed at"),
    "size": _("Entries"),
    "starts_on": _("Starts on"),
    "subject": _("Subject"),
    "title_en": _("English title"),
    "title_zh": _("Chinese title"),
    "token": _("Token"),
    "valid_from": _("Valid from"),
    "valid_until": _("Valid until"),
    "vkey": _("Verifier key"),
    "was_en": _("Former English name"),
    "was_zh": _("Former Chinese name"),
    "why": _("Why"),
    "witness": _("Witness"),
}

# an app names the fields of its events in ``EVENT_FIELDS`` of its ``words.py``
FIELDS: Mapping[str, Promise] = {**contributed_mapping("words", "EVENT_FIELDS"), **_FIELDS}

MEANS = {
    "password": _("password"),
    "webauthn": _("passkey"),
    "totp": _("one-time code"),
    "recovery_codes": _("recovery codes"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an event: its name in the bytes, its label, its value in words."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, in one language."""

    language: str
    text: str


def fields_of(data: Mapping[str, Any], names: Names) -> list[Field]:
    """The fields in the order of the bytes."""
    return [Field(key, str(FIELDS.get(key, key)), value_words(key, value, names)) for key, value in data.items()]


def sentences(kind: str, data: Mapping[str, Any], actor: str, names: Names) -> list[Sentence]:
    """The sentence in the reader's language, then in the others; empty for a kind without words."""
    here = translation.get_language() or LANGUAGES[0]
    found = []
    for language in sorted(LANGUAGES, key=lambda code: code != here):
        with translation.override(language):
            text = sentence(kind, data, actor, names)
        if text:
            found.append(Sentence(language, text))
    return found


def sentence(kind: str, data: Mapping[str, Any], actor: str, names: Names) -> str:
    """The sentence in the reader's language; empty for a kind without words."""
    text = sentence_of(kind, sentence_values(data, actor, names))
    # a person's name is written as that person writes it; what is no person's name begins a sentence
    return text if actor.startswith("person/") else capfirst(text)


def sentence_values(data: Mapping[str, Any], actor: str, names: Names) -> dict[str, str]:
    """What a sentence may name: every field in words, the actor, and each pair of languages as one."""
    values = {key: _spoken(key, value, names) for key, value in data.items()}
    values["actor"] = names.actor(actor)
    chinese = (translation.get_language() or "en").startswith("zh")
    for pair in ("name", "title", "was", "meaning"):
        first, second = (f"{pair}_zh", f"{pair}_en") if chinese else (f"{pair}_en", f"{pair}_zh")
        if first in data:
            values[pair] = str(data[first] or data.get(second) or "")
    return values


def _values() -> dict[str, dict[str, Any]]:
    """What apps call the members of their closed lists: field of an event -> value -> words; the first app has it."""
    merged: dict[str, dict[str, Any]] = {}
    for mapping in contributed("words", "EVENT_VALUES"):
        for key, words in mapping.items():
            merged[key] = {**words, **merged.get(key, {})}
    return merged


VALUES = _values()


def _spoken(key: str, value: Any, names: Names) -> str:
    """A value within a sentence: an instant as people say it, which the fields beside show to the second."""
    if isinstance(value, str) and value.endswith("Z") and "T" in value:
        try:
            return formats.moment(datetime.fromisoformat(value))
        except ValueError:
            pass
    return value_words(key, value, names)


def value_words(key: str, value: Any, names: Names) -> str:
    """One value as a person reads it."""
    match value:
        case None:
            words = ""
        case bool():
            words = str(_("yes") if value else _("no"))
        case int():
            words = formats.number(value)
        case list():
            words = str(_(", ")).join(value_words(key, each, names) for each in value)
        case {"value": str() as amount, "unit": str() as unit} if len(value) == 2:
            words = _amount(amount, unit)
        case dict():
            words = " · ".join(f"{name} {value_words(name, part, names)}" for name, part in value.items())
        case _:
            words = _text(key, str(value), names)
    return words


def _amount(amount: str, unit: str) -> str:
    """An amount with its unit; as it stands where it is no number."""
    try:
        said = formats.number(Decimal(amount))
    except InvalidOperation:
        said = amount
    return "\N{NO-BREAK SPACE}".join(part for part in (said, formats.unit(unit)) if part)


def _text(key: str, value: str, names: Names) -> str:
    if key in PEOPLE:
        return names.person(value)
    if key in ("organisation", "home"):
        return names.organisation(value)
    if key == "why" and value in catalogue():
        return outline(value).rstrip(".\u3002")
    known = _member(key, value)
    return _when(value) if known is None else str(known)


def _member(key: str, value: str) -> object:
    """The word for a member of a closed list; None for any other text."""
    if key in ("means", "kind") and value in MEANS:
        return MEANS[value]
    if key == "role" and value in {role.value for role in Role}:
        return ROLES[Role(value)]
    if key == "kind" and value in {kind.value for kind in OrganisationKind}:
        return KINDS[OrganisationKind(value)]
    return VALUES.get(key, {}).get(value)


def _when(value: str) -> str:
    """A date or an instant in the reader's manner; any other text as it is."""
    try:
        if value.endswith("Z") and "T" in value:
            return formats.instant(datetime.fromisoformat(value))
        if len(value) == 10:
            return formats.day(date.fromisoformat(value))
    except ValueError:
        pass
    return value
