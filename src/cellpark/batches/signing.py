"""What is signed when a step is signed: its entries as they stand, in one text whose digest the signature carries."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cellpark.batches.run.amounts import written
from cellpark.batches.run.missing import is_check
from cellpark.batches.run.plan import Plan
from cellpark.batches.run.recipe import Sign
from cellpark.batches.run.state import Entry, State
from cellpark.identity.public import Meaning
from cellpark.kernel import canonical
from cellpark.kernel.plain import instant_text, plain

PURPOSE = "batch-step"


def entries_form(plan: Plan, state: State, key: str) -> Mapping[str, Any]:
    """The step as it is signed: recipe, step in both languages, every entry with who, when and what it replaces."""
    where, done = plan.find(key), state.steps[key]
    assert where is not None, "a step that was begun is one of the recipe"
    return {
        "batch": state.number,
        "recipe": state.recipe,
        "step": key,
        "title": {"zh": where.step.title.zh, "en": where.step.title.en},
        "text": {"zh": where.step.text.zh, "en": where.step.text.en},
        "begun": {"at": instant_text(done.begun_at), "by": done.begun_by},
        "entries": [_entry(each) for name in sorted(done.entries) for each in done.entries[name]],
        "times": [
            {"field": name, "from": instant_text(each.start), "to": instant_text(each.end), "by": each.by}
            for name, each in sorted(done.stretches.items())
        ],
        "signatures": [
            {"name": each.name, "by": each.by, "signature": str(each.signature)} for each in done.signed.values()
        ],
    }


def _entry(entry: Entry) -> Mapping[str, Any]:
    return {
        "id": str(entry.id),
        "field": entry.field,
        "value": written(entry.value) if entry.value is not None else None,
        "code": entry.code,
        "by": entry.by,
        "at": instant_text(entry.at),
        "how": entry.how,
        "confirmed_by": entry.confirmed_by,
        "file": entry.file,
        "device": entry.device,
        "reason": entry.reason,
        "replaces": None if entry.replaces is None else str(entry.replaces.id),
    }


def signed_text(plan: Plan, state: State, key: str) -> str:
    """The canonical text of what is signed; the pages show the same entries."""
    return canonical.encode(plain(entries_form(plan, state, key))).decode()


def digest_of(plan: Plan, state: State, key: str) -> str:
    """SHA-256 of that text, in hexadecimal: what ``StepSigned`` carries (P11-8b)."""
    return sha256(signed_text(plan, state, key).encode()).hexdigest()


def meaning_of(sign: Sign) -> Meaning:
    """What the signature means in the words of the ceremony: whoever checks verifies, whoever does is responsible."""
    if sign.role.lower() in ("qa", "qp"):
        return Meaning.APPROVED
    return Meaning.VERIFIED if is_check(sign) else Meaning.RESPONSIBLE


def said_meaning(sign: Sign) -> str:
    """The meaning as the recipe words it, both languages, or the ceremony's."""
    return f"{sign.meaning.zh} | {sign.meaning.en}" if sign.meaning is not None else meaning_of(sign).value
