"""What a batch record says beside its recipe: causes, fields, values and ranges as people read them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cellpark.base.messages import outline
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.public import model

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CAUSES: Mapping[str, "StrOrPromise"] = {
    "value": _("a value outside its limits"),
    "check": _("a condition that was not met"),
    "time": _("a time outside its limits"),
    "loop": _("a loop that ran out of rounds"),
    "use": _("another amount than the recipe asks for"),
    "clock": _("a hold time of a container that ran out"),
    "donor": _("a donor whose infectious markers became positive"),
    "correction": _("an amount or a decision that rests on a corrected value"),
    "flag": _("a value that its instrument marked as doubtful"),
    "reported": _("seen by a person"),
}


VERBS: Mapping[str, "StrOrPromise"] = {
    "abort_batch": _("Abort the batch"),
    "answer_check": _("Answer a check"),
    "attach_file": _("Attach a file"),
    "begin_step": _("Begin the step"),
    "classify": _("Classify an exception"),
    "close": _("Close an exception"),
    "confirm_value": _("Confirm a value"),
    "correct_entry": _("Correct an entry"),
    "correct_thing": _("Correct which container was used"),
    "dispose": _("Decide about an exception"),
    "enter_place": _("Enter a room"),
    "finish_batch": _("Finish the batch"),
    "investigate": _("Investigate an exception"),
    "move_slot": _("Move the slot"),
    "open_exception": _("Open an exception"),
    "produce": _("Produce a container"),
    "read_stream": _("Read an instrument"),
    "record_value": _("Record a value"),
    "scan": _("Scan"),
    "scan_in": _("Scan a container in"),
    "sign_step": _("Sign the step"),
    "start_batch": _("Start the batch"),
    "start_time": _("Start a clock"),
    "stop_time": _("Stop a clock"),
    "take_equipment": _("Take equipment"),
    "take_sample": _("Take a sample"),
    "take_slot": _("Take a slot"),
    "use_material": _("Use material"),
}
_LONG = re.compile(r"\d+\.\d{3,}(?= (?:s|min|h|d)\b)")
_RANGE = re.compile(r"(?P<low>[\d.]*?\d)?\.\.(?P<high>\d[\d.]*)?(?P<unit> [^\s/]+)?")


def verb_words(verb: str) -> "StrOrPromise":
    """An act of a batch in words; its own name where this release has no word for it."""
    return VERBS.get(verb, verb)


def seen_words(seen: str) -> str:
    """What an exception saw, for reading: stretches of time with two decimals, ranges with ≤ and ≥, = for ==.

    The entry in the ledger keeps every digit.
    """
    shorter = _LONG.sub(lambda found: f"{Decimal(found[0]):.2f}", seen)
    return _RANGE.sub(_range, shorter).replace(" == ", " = ").replace(" >= ", " ≥ ").replace(" <= ", " ≤ ")


def _range(found: re.Match[str]) -> str:
    low, high, unit = found["low"], found["high"], found["unit"] or ""
    if low and high:
        return f"{low} – {high}{unit}"
    if high:
        return f"≤ {high}{unit}"
    return f"≥ {low}{unit}" if low else found[0]


def cause_words(cause: str) -> str:
    """What gave rise to an exception; its own name where this release has no word for it."""
    return str(CAUSES.get(cause, cause))


def both(words: object) -> dict[str, str]:
    """The same words in both languages, for what is printed."""
    said = {}
    for key, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            said[key] = str(words)
    return said


class Said:
    """A sentence that is filled in when it is read, in the language then in force."""

    def __init__(self, words: "StrOrPromise", params: Mapping[str, object]) -> None:
        """``words`` are translated late."""
        self.words, self.params = words, params

    def __str__(self) -> str:
        return str(self.words) % self.params


class Refusal:
    """Why an act was refused. The record keeps codes; what they were about stands beside them, hence the ellipsis."""

    def __init__(self, code: str) -> None:
        """A code of this release or of an earlier one."""
        self.code = code

    def __str__(self) -> str:
        return outline(self.code)


def title_of(field: model.Field) -> model.Bilingual:
    """What people call the field, in both languages."""
    if field.title is not None:
        return field.title
    word = str(getattr(field, "what", "") or field.name)
    return model.Bilingual(word, word)


def value_text(value: str | bool | Quantity | None) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "\u2713" if value else "\u2717"
    return "" if value is None else str(value)


def range_words(limits: model.Range | None) -> str:
    """A range as people read it: ``20 h … 28 h``."""
    if limits is None:
        return ""
    low = "" if limits.low is None else str(limits.low)
    high = "" if limits.high is None else str(limits.high)
    if low and high:
        return f"{low} \u2026 {high}"
    return f"\u2265 {low}" if low else f"\u2264 {high}"
