"""Names for the ids that the ledger knows: asked once a page, and only those that the reader may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.identity.public import Organisation, names_of_people
from cellpark.web.pages.words import APPS

SHORT = 8


PROCESSES = {
    "backup": gettext_lazy("backup"),
    "batches": gettext_lazy("batch records"),
    "checkpoint": gettext_lazy("checkpoint"),
    "equipment": gettext_lazy("rooms and equipment"),
    "examples": gettext_lazy("example data"),
    "export": gettext_lazy("export"),
    "keys": gettext_lazy("keys"),
    "listener": gettext_lazy("reception of readings"),
    "parks": gettext_lazy("park files"),
    "sealer": gettext_lazy("sealer"),
    "sign-in": gettext_lazy("sign-in"),
    "worker": gettext_lazy("background work"),
}
LINK = "link/"
"""Who acts without an account is known by the one-time link that they hold."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id. An id without a name in sight is shown by its first characters."""

    people: Mapping[UUID, str] = field(default_factory=dict)
    organisations: Mapping[UUID, str] = field(default_factory=dict)

    def person(self, identity: object) -> str:
        """A person's name, or that it is somebody out of sight."""
        return _name(self.people, identity)

    def organisation(self, identity: object) -> str:
        """An organisation's name, or that it is one out of sight."""
        return _name(self.organisations, identity)

    def actor(self, reference: str) -> str:
        """The name behind ``person/<uuid>``, or the name of a process of the house."""
        kind, _slash, identity = reference.partition("/")
        if kind == "person":
            return self.person(identity)
        if identity.startswith(LINK):
            return _("the holder of a one-time link")
        return _("the system (%(process)s)") % {"process": PROCESSES.get(identity) or APPS.get(identity) or identity}


def names_for(references: Iterable[object]) -> Names:
    """The names of everybody mentioned, by id or as ``person/<uuid>``: two queries, whatever the number."""
    ids = {found for found in map(identity_in, references) if found is not None}
    if not ids:
        return Names()
    organisations = Organisation.objects.filter(id__in=ids)
    return Names(people=names_of_people(ids), organisations={each.id: each.name for each in organisations})


def identity_in(value: object) -> UUID | None:
    """The id that a value is, or ends with after a slash."""
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str):
        return None
    try:
        return UUID(value.rpartition("/")[2])
    except ValueError:
        return None


def mentioned(value: object) -> Iterable[object]:
    """Every text in an event's data that may be an id."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from mentioned(part)
        case list():
            for part in value:
                yield from mentioned(part)


def _name(known: Mapping[UUID, str], identity: object) -> str:
    found = identity_in(identity)
    if found is not None and found in known:
        return known[found]
    return _("somebody out of your sight (%(code)s)") % {"code": str(identity)[:SHORT]}
