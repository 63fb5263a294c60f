"""Entries of the ledger in words: what happened, who did it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from cellpark.base.contributed import contributed_mapping
from cellpark.batches.public import both
from cellpark.identity.public import names_of_people
from cellpark.ledger.public import Event


def title_of(event: Event) -> dict[str, str]:
    """What kind of entry it is, in both languages; the type's own name where this release has no word for it."""
    return both(contributed_mapping("words", "EVENT_TITLES").get(event.type, event.type))


def people_of(references: Iterable[str]) -> Mapping[str, str]:
    """Names in sight by ``person/<uuid>``."""
    ids = {UUID(each.removeprefix("person/")) for each in references if each.startswith("person/")}
    return {f"person/{identity}": name for identity, name in names_of_people(ids).items()}


def unnamed(reference: str) -> str:
    """Who acted, of whom no name is in sight: a person, the holder of a link, a process; any other text as it is."""
    kind, _slash, identity = reference.partition("/")
    if kind == "person":
        return _("somebody of another organisation")
    if kind != "system":
        return reference
    if identity.startswith("link/"):
        return _("the holder of a one-time link")
    return _("the system (%(process)s)") % {
        "process": contributed_mapping("words", "APP_WORDS").get(identity, identity)
    }


def here(event: Event) -> str:
    """What kind of entry it is, in the reader's language."""
    return str(contributed_mapping("words", "EVENT_TITLES").get(event.type, event.type))
