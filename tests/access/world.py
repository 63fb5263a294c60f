"""Two sides of every border: an own organisation for each role, and one that belongs to others."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from cellpark.access.public import sees_everything
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import (
    ROLES_BY_KIND,
    Duty,
    IdentityPermission,
    Meaning,
    Organisation,
    OrganisationKind,
    Person,
    PreparedSignature,
    Role,
    complete_signature,
    grant_membership,
    grant_qualification,
    issue_token,
    prepare_signature,
    suspend_person,
)
from cellpark.ledger.proof.keys import Algorithm, generate_key
from cellpark.ledger.public import (
    LedgerPermission,
    add_witness,
    events_of,
    make_checkpoint,
    make_site_keys,
    request_erasure,
    seal_all,
)
from cellpark.space.public import load_park
from tests.access import areas
from tests.people import HOUSE, acting, organisation, person
from tests.signing.device import Device

PARK = Path(__file__).resolve().parent.parent / "space" / "small-park.yaml"
# the kind of organisation in which each role is tried; where it fits several, the plainest
HOMES = (
    OrganisationKind.TENANT,
    OrganisationKind.OPERATOR,
    OrganisationKind.PLATFORM_PROVIDER,
    OrganisationKind.HOSPITAL,
    OrganisationKind.CARRIER,
    OrganisationKind.REGULATOR,
    OrganisationKind.UNIVERSITY,
    OrganisationKind.INVESTOR,
    OrganisationKind.SUPPLIER,
)
# in these kinds the roles have the same rights as elsewhere: one caller tries what the kind itself allows
ALSO = {
    OrganisationKind.UNIVERSITY: Role.ANALYST,
    OrganisationKind.INVESTOR: Role.MEMBER,
    OrganisationKind.SUPPLIER: Role.QUALITY_STAFF,
}
MARK = "Canary7431"  # stands in every text of the other side (T19)
OVERSEEING_TOO = (Role.QUALITY_HEAD, Role.QUALIFIED_PERSON)


@dataclass(frozen=True, slots=True)
class Side:
    """What belongs to one organisation, by the names under which addresses take it."""

    organisation: UUID
    person: UUID
    suspended: UUID
    membership: UUID
    qualification: UUID
    token: UUID
    event: UUID
    stream: str
    erasure: UUID
    signature: UUID
    prepared: UUID
    things: Mapping[str, Any] = field(default_factory=dict)

    def thing(self, name: str) -> Any:
        """A thing of this side by the name under which addresses take it."""
        return self.things[name] if name in self.things else getattr(self, name)


@dataclass(slots=True)
class Caller:
    """Somebody in a role, signed in, with a token of all their permissions."""

    name: str
    actor: Actor
    client: Client
    secret: str
    own: Side


@dataclass(slots=True)
class World:
    callers: dict[str, Caller] = field(default_factory=dict)
    other: Side | None = None
    other_owner: Person | None = None
    size: int = 0


def populate(name: str, kind: OrganisationKind, mark: str = "") -> tuple[Organisation, Side, Person]:
    """An organisation with one of everything. ``mark`` is planted in every text that people can write."""
    label = f"{name}{mark}"
    home = organisation(label, kind)
    with use_scope(EVERYTHING):
        colleague = person(f"{label.lower()}.one@example.org", Role.ORGANISATION_ADMINISTRATOR, within=home)
        absent = person(f"{label.lower()}.two@example.org", Role.ORGANISATION_ADMINISTRATOR, within=home)
        suspend_person(actor=HOUSE, person_id=absent.id, reason=label)
        membership = grant_membership(
            actor=HOUSE,
            organisation_id=home.id,
            person_id=person(f"{label.lower()}.three@example.org").id,
            role=Role.ORGANISATION_ADMINISTRATOR,
            starts_on=date(2026, 1, 1),
            reason=label,
        )
        qualification = grant_qualification(
            actor=HOUSE,
            organisation_id=home.id,
            person_id=colleague.id,
            subject=label,
            title_zh=f"{label}\u8d44\u8d28",
            title_en=label,
            valid_from=date(2026, 1, 1),
            valid_until=date(2036, 1, 1),
            reason=label,
        )
        Person.objects.filter(id=colleague.id).update(name_en=label, name_zh=f"{label}\u4eba")
        issued = issue_token(
            actor=acting(colleague, home),
            title=label,
            scopes=["identity:organisation:see"],
            expires_on=now().date() + timedelta(days=30),
        )
        stream = f"organisation/{home.id}"
        event = events_of(stream)[0].id
    side = Side(
        organisation=home.id,
        person=colleague.id,
        suspended=absent.id,
        membership=membership.id,
        qualification=qualification.id,
        token=issued.token.id,
        event=event,
        stream=stream,
        signature=sign(home, colleague, stream, label),
        prepared=prepare(home, colleague, stream, label).id,
        erasure=ask_erasure(colleague, label),
        things=areas.populate(home, colleague, label),
    )
    return home, side, colleague


def signer(who: Person, home: Organisation) -> Actor:
    """The colleague with the right to sign, whatever their role: the side needs a signature, not a ceremony."""
    actor = acting(who, home)
    return replace(actor, permissions=actor.permissions | {IdentityPermission.MAKE_SIGNATURE})


def prepare(home: Organisation, who: Person, stream: str, label: str) -> PreparedSignature:
    """A statement over the organisation's own record, which waits for a signature."""
    actor = signer(who, home)
    with use_scope(actor.scope):
        return prepare_signature(
            actor=actor,
            seen={stream: events_of(stream).count()},
            role=Role.ORGANISATION_ADMINISTRATOR.value,
            meaning=Meaning.REVIEWED,
            why=label,
            view=f"<p>{label}</p>",
            purpose=f"stream {label}"[:40],
            subject=label,
            back=f"/ledger/records/{stream}?{label}",
        )


def sign(home: Organisation, who: Person, stream: str, label: str) -> UUID:
    """A signature with a passkey over the organisation's own record."""
    device = Device()
    device.register(who)
    waiting = prepare(home, who, stream, label)
    actor = signer(who, home)
    with use_scope(actor.scope):
        return complete_signature(actor=actor, prepared_id=waiting.id, proof=device.sign(waiting.envelope.digest))


def ask_erasure(who: Person, label: str) -> UUID:
    """A request to erase the colleague's encrypted fields, which nobody confirmed yet."""
    officer = replace(HOUSE, person_id=uuid4(), permissions=frozenset({LedgerPermission.ERASE_SUBJECT}))
    with use_scope(EVERYTHING):
        return request_erasure(actor=officer, person=who.id, reason=label).id


def caller(role: Role, home: Organisation, side: Side) -> Caller:
    """Somebody in a role, with a token of their own in ``side``."""
    duty = Duty.SYSTEM if role is Role.SYSTEM_ADMINISTRATOR else Duty.BUSINESS
    name = f"{role.value}@{home.kind}"
    who = person(f"{role.value}.{home.kind}@example.org", role, within=home, duty=duty)
    actor = acting(who, home)
    with use_scope(EVERYTHING):
        issued = [
            issue_token(actor=actor, title="t", scopes=actor.permissions, expires_on=now().date() + timedelta(days=30))
            for _ in range(2)
        ]
    client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
    client.force_login(who)
    mine: dict[str, Any] = {name: getattr(side, name) for name in Side.__dataclass_fields__}
    return Caller(name, actor, client, issued[0].secret, Side(**{**mine, "token": issued[1].token.id}))


def build() -> World:
    """Everybody and everything."""
    world = World()
    homes = {kind: populate(kind.value.replace("_", ""), kind) for kind in HOMES}
    _, world.other, world.other_owner = populate("other", OrganisationKind.TENANT, mark=MARK)
    for role in Role:
        kinds = [kind for kind in HOMES if kind not in ALSO and role in ROLES_BY_KIND[kind]]
        for kind in [*kinds[:1], *([OrganisationKind.OPERATOR] if role in OVERSEEING_TOO else [])]:
            home, side, _ = homes[kind]
            made = caller(role, home, side)
            world.callers[made.name] = made
    for kind, role in ALSO.items():
        home, side, _ = homes[kind]
        made = caller(role, home, side)
        world.callers[made.name] = made
    with use_scope(EVERYTHING):
        load_park(actor=HOUSE, content=PARK.read_bytes(), file=PARK.name)
        make_site_keys(actor=HOUSE)
        witness = generate_key("witness.example", Algorithm.ED25519_COSIGNATURE)
        add_witness(actor=HOUSE, vkey=witness.verifier.encode())
        seal_all(wait_s=300)  # other tests of this server may hold a transaction open
        checkpoint = make_checkpoint(actor=HOUSE)
        assert checkpoint is not None
        world.size = checkpoint.size
    return world


def oversees(actor: Actor) -> bool:
    """Whether this caller sees every organisation."""
    if actor.organisation_kind is None:
        return False
    return sees_everything(OrganisationKind(actor.organisation_kind), [Role(role) for role in actor.roles])
