"""Reading for the ceremony: statements that wait, names in sight."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from django.db.models import Q

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.identity.models import Membership, PreparedSignature
from cellpark.identity.queries import memberships_of_organisation, people_in_sight, running, today
from cellpark.identity.signing.assertion import request_options, this_site
from cellpark.identity.signing.second_factors import Factors

# what each person is called, by id
Naming = Callable[[Iterable[UUID]], Mapping[UUID, str]]


def names_of_people(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those people who are in sight. One query."""
    rows = people_in_sight().filter(id__in=set(ids)).only("id", "name_zh", "name_en")
    return {row.id: row.name for row in rows}


def people_named(written: str, limit: int = 50) -> list[UUID]:
    """The ids of people in sight whose name contains what was written, or whose id it is; ``limit`` at most."""
    match = Q(name_zh__icontains=written) | Q(name_en__icontains=written)
    with suppress(ValueError):
        match |= Q(id=UUID(written.removeprefix("person/")))
    return list(people_in_sight().filter(match).values_list("id", flat=True)[:limit])


def prepared_signature(*, actor: Actor, prepared_id: UUID) -> PreparedSignature:
    """The actor's own statement that waits for a signature; ``DoesNotExist`` for another's, a used or an old one."""
    found: PreparedSignature = PreparedSignature.objects.get(
        id=prepared_id, person_id=actor.person_id, signature=None, expires_at__gt=now()
    )
    return found


def signed_view(signature_id: UUID) -> PreparedSignature | None:
    """What stood on the signer's screen, as far as it is kept; its SHA-256 stands in the signed statement."""
    found: PreparedSignature | None = PreparedSignature.objects.filter(signature=signature_id).first()
    return found


def last_signed(organisation_id: UUID, purpose: str) -> PreparedSignature | None:
    """The newest statement of an organisation that was signed for a purpose, such as ``access_review``."""
    rows = PreparedSignature.objects.filter(organisation_id=organisation_id, purpose=purpose, signature__isnull=False)
    found: PreparedSignature | None = rows.order_by("-prepared_at").first()
    return found


def running_roles(organisation_id: UUID) -> list[Membership]:
    """The roles that run today in an organisation in sight, by person and role."""
    rows = memberships_of_organisation(organisation_id).filter(running(today()))
    return list(rows.order_by("person__name_en", "person__name_zh", "role", "id"))


def passkey_options(prepared: PreparedSignature, factors: Factors) -> dict[str, object]:
    """What the page hands to the browser: the digest of the statement as the challenge, the person's passkeys."""
    return request_options(challenge=prepared.envelope.digest, party=this_site(), credentials=factors.passkeys)
