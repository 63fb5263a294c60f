"""Passkeys for the fictional people of the examples, for as long as one play lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import connection

from cellpark.identity.actions.note_sign_in import note_sign_in
from cellpark.identity.actions.sign_as_example import example_proof
from cellpark.identity.events import KeyAdded, KeyRemoved
from cellpark.identity.models import Person, PreparedSignature
from cellpark.identity.signing.assertion import this_site
from cellpark.identity.signing.proofs import Proof
from cellpark.identity.signing.software_key import SoftwareKey

NAME = "example play"


@dataclass(slots=True)
class ExampleKeys:
    """The keys of the people who sign in a play, each registered when its owner signs first.

    The first signature of all is given by password and one-time code: that way stays in use as well.
    """

    password: str = field(repr=False)
    signed: int = 0
    held: dict[UUID, SoftwareKey] = field(default_factory=dict)
    rows: dict[UUID, Authenticator] = field(default_factory=dict)

    @contextmanager
    def proof(self, prepared: PreparedSignature) -> Iterator[Proof]:
        """What the signer of ``prepared`` gives as proof. It holds inside the block."""
        self.signed += 1
        if self.signed == 1:
            with example_proof(person=prepared.person, password=self.password) as proof:
                yield proof
            return
        yield self._key_of(prepared.person).answer(prepared.envelope.digest)

    def _key_of(self, person: Person) -> SoftwareKey:
        assert person.example, "nobody signs for a person who exists"
        if person.id not in self.held:
            key = SoftwareKey(this_site())
            self.rows[person.id] = WebAuthn.add(person, NAME, key.registration()).instance
            self.held[person.id] = key
        return self.held[person.id]

    def give_back(self) -> None:
        """Remove every key again, and note that it was there (P11-9c): its owner signs in and signs as before."""
        for person, key in self.held.items():
            for change in (KeyAdded, KeyRemoved):
                note_sign_in(
                    person_id=person, event=change(person=person, kind=self.rows[person].type, key=key.credential_id)
                )
        self.forget()

    def forget(self) -> None:
        """Remove the keys alone, where what was signed with them does not stay."""
        Authenticator.objects.filter(id__in=[row.id for row in self.rows.values()]).delete()
        self.held.clear()
        self.rows.clear()


@contextmanager
def example_keys(*, password: str) -> Iterator[ExampleKeys]:
    """Keys inside the block. ``password``: that of all example people.

    Both changes are noted at the end of the block: whoever notes one holds the person's record until the transaction
    ends, and a sign-in of that person would wait for a whole play. Nobody outside ever sees a key of a play that runs
    in one transaction, so that example people go on signing in with their password alone.
    """
    keys = ExampleKeys(password)
    try:
        yield keys
    except BaseException:
        if not connection.in_atomic_block:
            keys.forget()
        raise
    keys.give_back()
