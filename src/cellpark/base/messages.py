"""Problems as sentences in the reader's language: what is wrong, why (the rule), what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.translation import get_language

from cellpark.base.contributed import contributed_mapping
from cellpark.kernel.problem import Problem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


BELOW_THE_APPS = (
    "cellpark.base.words",
    "cellpark.base.kernel_messages",
    "cellpark.base.expression_messages",
    "cellpark.base.identifier_messages",
    "cellpark.base.assay_messages",
    "cellpark.base.laboratory_messages",
    "cellpark.base.flow_messages",
    "cellpark.base.rent_messages",
    "cellpark.base.recognition_messages",
    "cellpark.base.simulation_messages",
    "cellpark.base.study_messages",
    "cellpark.base.planning_messages",
    "cellpark.base.trying_messages",
    "cellpark.base.drafting_messages",
    "cellpark.runtime.messages",
)


@dataclass(frozen=True, slots=True)
class Message:
    """The words for one problem code; ``%(name)s`` is filled from the problem's parameters.

    ``words``: a parameter that stands for one of a closed list -> its value -> what people call it. ``quotes``: a
    parameter that is the code of another problem, whose parameters stand beside it; its sentence is told.
    """

    what: "StrOrPromise"
    why: "StrOrPromise" = ""
    remedy: "StrOrPromise" = ""
    words: Mapping[str, Mapping[str, "StrOrPromise"]] = field(default_factory=dict)
    quotes: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A problem in words, ready for a page or a problem+json answer."""

    code: str
    what: str
    why: str
    remedy: str
    rule: str | None
    field: str | None


FULL_STOPS = ".\u3002"


@cache
def catalogue() -> Mapping[str, Message]:
    """All messages of all installed apps (``<app>.messages.MESSAGES``) and of the floors below them."""
    found: dict[str, Message] = {}
    ours = [config for config in apps.get_app_configs() if config.name.startswith("cellpark.")]
    modules = [f"{config.name}.messages" for config in ours if config.label != "base"]
    for path in [*modules, *BELOW_THE_APPS]:
        if find_spec(path) is None:
            continue
        messages: Mapping[str, Message] = getattr(import_module(path), "MESSAGES", {})
        twice = found.keys() & messages.keys()
        assert not twice, f"message codes defined twice: {sorted(twice)}"
        found.update(messages)
    return found


class _Unsaid(dict[str, str]):
    """Parameters that nobody kept."""

    def __missing__(self, _name: str) -> str:
        return "\u2026"


def outline(code: str) -> str:
    """What a code says where its parameters are not known; the code itself where this release has no words for it."""
    message = catalogue().get(code)
    return code if message is None else str(message.what) % _Unsaid()


def explain(problem: Problem) -> Explained:
    """The words for ``problem`` in the active language. A code without words is a bug and fails loudly."""
    message = catalogue()[problem.code]
    params = _told(message, problem)
    return Explained(
        code=problem.code,
        what=str(message.what) % params,
        why=str(message.why) % params,
        remedy=str(message.remedy) % params,
        rule=problem.rule,
        field=problem.field,
    )


def _told(message: Message, problem: Problem) -> dict[str, object]:
    """The parameters as sentences name them: a state by its word, whatever programs call it."""
    words = dict(message.words)
    if problem.code == "lifecycle.step":
        # the table of steps is the kernel's, and the words are its owner's: lifecycle -> state -> word
        words["state"] = contributed_mapping("words", "LIFECYCLE_STATES").get(str(problem.params["thing"]), {})
    told: dict[str, object] = {
        name: str(words.get(name, {}).get(str(value), value)) for name, value in problem.params.items()
    }
    if message.quotes:
        quoted = explain(Problem(str(problem.params[message.quotes]), problem.params)).what
        told[message.quotes] = quoted.rstrip(FULL_STOPS)
    return told


def sentence(problem: Problem) -> str:
    """The problem in one paragraph: what, why, what to do."""
    words = explain(problem)
    return paragraph(words.what, words.why, words.remedy)


def paragraph(*sentences: str) -> str:
    """Sentences one after the other, as the reader's language sets them; empty ones are left out."""
    # Chinese sentences end in a full-width stop and follow one another without a space
    between = "" if (get_language() or "").startswith("zh") else " "
    return between.join(part for part in sentences if part)
