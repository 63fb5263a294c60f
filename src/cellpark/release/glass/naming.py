"""What the plant's people are called in front of another organisation: by their roles, numbered, never by name."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cellpark.batches.public import both
from cellpark.identity.public import ROLES, Naming, roles_of_people


def roles_in(organisation_id: UUID, *, bilingual: bool = False) -> Naming:
    """Names like ``Quality staff 2``: who is the same person stays visible, who it is does not.

    The numbers follow the ids, so that page and paper count alike. ``bilingual`` is for papers in both languages.
    """
    said: Callable[[object], str] = _in_both if bilingual else str

    def naming(ids: Iterable[UUID]) -> Mapping[UUID, str]:
        wanted = sorted(set(ids))
        held = roles_of_people(wanted, organisation_id)
        count: dict[object, int] = {}
        found = {}
        for each in wanted:
            role = held.get(each)
            count[role] = count.get(role, 0) + 1
            found[each] = f"{said(_('Staff') if role is None else ROLES[role])} {count[role]}"
        return found

    return naming


def _in_both(words: object) -> str:
    told = both(words)
    return " ".join(dict.fromkeys((told["zh"], told["en"])))
