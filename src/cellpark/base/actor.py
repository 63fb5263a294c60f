"""Who acts: a person in an organisation, or one of the house's own processes."""

from dataclasses import dataclass
from typing import Literal, Self
from uuid import UUID

from cellpark.base.scope import EVERYTHING, NOTHING, Scope
from cellpark.kernel.problem import NotAllowed

Channel = Literal["page", "api", "command", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Identity, roles and rights at the moment of the act, as values: what is recorded stays true when they change."""

    person_id: UUID | None
    organisation_id: UUID | None
    organisation_kind: str | None = None
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    scope: Scope = NOTHING
    channel: Channel = "page"
    process: str | None = None

    @classmethod
    def system(cls, process: str) -> Self:
        """One of the house's own processes, such as ``sealer``: it sees everything and needs no permission."""
        return cls(person_id=None, organisation_id=None, scope=EVERYTHING, channel="system", process=process)

    @classmethod
    def nobody(cls) -> Self:
        """Somebody who has not signed in."""
        return cls(person_id=None, organisation_id=None)

    @property
    def reference(self) -> str:
        """How the ledger names this actor: ``person/<uuid>`` or ``system/<process>``; never a name."""
        if self.process is not None:
            return f"system/{self.process}"
        assert self.person_id is not None, "nobody cannot act"
        return f"person/{self.person_id}"

    def may(self, permission: str) -> bool:
        """Whether the actor holds ``permission``."""
        return self.process is not None or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise ``NotAllowed`` unless the actor holds ``permission`` (P11-4: checked at each act)."""
        if not self.may(permission):
            raise NotAllowed(str(permission))
