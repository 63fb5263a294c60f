"""What can be done with organisations and people, who may do it, and what the ledger then says."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.identity import public as identity
from cellpark.identity.public import Duty, Membership, OrganisationKind, Person, Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import Event
from tests.people import HOUSE, acting, organisation, person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def types(stream: str) -> list[str]:
    with use_scope(EVERYTHING):
        return list(Event.objects.filter(stream=stream).order_by("version").values_list("type", flat=True))


def test_an_organisation_is_registered_renamed_and_closed(everything: Scope) -> None:
    made = organisation("First", OrganisationKind.HOSPITAL)
    renamed = identity.rename_organisation(
        actor=HOUSE, organisation_id=made.id, name_zh="", name_en="Second", reason="new owner", seen_version=1
    )
    closed = identity.close_organisation(actor=HOUSE, organisation_id=made.id, reason="moved", seen_version=2)
    assert (renamed.name_en, closed.state, closed.version) == ("Second", "closed", 3)
    assert types(f"organisation/{made.id}") == [
        "identity.organisation.registered",
        "identity.organisation.renamed",
        "identity.organisation.closed",
    ]


def test_somebody_without_the_permission_changes_and_records_nothing() -> None:
    """P11-4."""
    mine = organisation("Mine")
    member = acting(person("member@example.org", Role.MEMBER, within=mine))
    with use_scope(EVERYTHING):
        before = Event.objects.count()
    with use_scope(member.scope):
        for act in (
            lambda: identity.register_organisation(actor=member, kind=OrganisationKind.TENANT, name_en="X"),
            lambda: identity.rename_organisation(
                actor=member, organisation_id=mine.id, name_zh="", name_en="X", reason="r"
            ),
            lambda: identity.close_organisation(actor=member, organisation_id=mine.id, reason="r"),
            lambda: identity.invite_person(actor=member, email="x@example.org", name_en="X"),
            lambda: identity.suspend_person(actor=member, person_id=uuid4(), reason="r"),
            lambda: identity.restore_person(actor=member, person_id=uuid4(), reason="r"),
            lambda: identity.grant_membership(
                actor=member, organisation_id=mine.id, person_id=uuid4(), role=Role.MEMBER, starts_on=DAY, reason="r"
            ),
            lambda: identity.end_membership(actor=member, membership_id=uuid4(), ends_on=DAY, reason="r"),
            lambda: identity.withdraw_qualification(actor=member, qualification_id=uuid4(), reason="r"),
        ):
            with pytest.raises(NotAllowed):
                act()
    with use_scope(EVERYTHING):
        assert Event.objects.count() == before


def test_an_administrator_of_one_organisation_reaches_no_other() -> None:
    """T19: what lies outside the scope does not exist."""
    mine, theirs = organisation("Mine"), organisation("Theirs")
    administrator = acting(person("a@example.org", Role.ORGANISATION_ADMINISTRATOR, within=mine))
    stranger = person("b@example.org", Role.MEMBER, within=theirs)
    with use_scope(administrator.scope), pytest.raises(identity.Organisation.DoesNotExist):
        identity.grant_membership(
            actor=administrator,
            organisation_id=theirs.id,
            person_id=stranger.id,
            role=Role.MEMBER,
            starts_on=DAY,
            reason="r",
        )


def test_the_database_itself_keeps_business_and_system_apart(everything: Scope) -> None:
    """CN-2d: refused by the composite foreign key even when every rule in Python is passed by."""
    operator = organisation("Operator", OrganisationKind.OPERATOR)
    business = person("b@example.org", Role.PARK_MANAGER, within=operator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            organisation=operator,
            person=business,
            duty=Duty.SYSTEM,
            role=Role.SYSTEM_ADMINISTRATOR,
            starts_on=DAY,
        )
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_same_role_is_not_granted_twice_and_ends_once(everything: Scope) -> None:
    mine = organisation("Mine")
    who = person("a@example.org", Role.MEMBER, within=mine)
    with pytest.raises(Refused) as twice:
        identity.grant_membership(
            actor=HOUSE, organisation_id=mine.id, person_id=who.id, role=Role.MEMBER, starts_on=DAY, reason="r"
        )
    assert codes(twice) == ["identity.membership.twice"]
    membership = Membership.objects.get()
    identity.end_membership(actor=HOUSE, membership_id=membership.id, ends_on=DAY, reason="left")
    with pytest.raises(Refused) as ended:
        identity.end_membership(actor=HOUSE, membership_id=membership.id, ends_on=DAY, reason="left")
    assert codes(ended) == ["identity.membership.ended"]


def test_an_ended_role_gives_no_rights_from_that_day_on(clock: FixedClock) -> None:
    mine = organisation("Mine")
    who = person("a@example.org", Role.MEMBER, within=mine)
    with use_scope(EVERYTHING):
        membership = Membership.objects.get()
        identity.end_membership(
            actor=HOUSE, membership_id=membership.id, ends_on=clock.now().date() + timedelta(days=1), reason="leaves"
        )
    assert acting(who).organisation_id == mine.id
    clock.advance(timedelta(days=1))
    assert (acting(who).organisation_id, acting(who).permissions) == (None, frozenset())


def test_an_act_based_on_an_older_version_is_refused(everything: Scope) -> None:
    made = organisation("First")
    identity.rename_organisation(actor=HOUSE, organisation_id=made.id, name_zh="", name_en="Second", reason="r")
    with pytest.raises(Refused) as stale:
        identity.rename_organisation(
            actor=HOUSE, organisation_id=made.id, name_zh="", name_en="Third", reason="r", seen_version=1
        )
    assert codes(stale) == ["base.stale"]


def test_an_address_belongs_to_one_person_for_ever(everything: Scope) -> None:
    """P11-9b."""
    person("a@example.org")
    with pytest.raises(Refused) as taken:
        identity.invite_person(actor=HOUSE, email="A@Example.org", name_en="Another")
    assert codes(taken) == ["identity.email.taken"]


def test_an_account_is_suspended_and_restored_along_its_lifecycle(everything: Scope) -> None:
    """P11-9c."""
    who = person("a@example.org")
    identity.suspend_person(actor=HOUSE, person_id=who.id, reason="lost phone")
    assert Person.objects.get(id=who.id).is_active is False
    with pytest.raises(Refused) as again:
        identity.suspend_person(actor=HOUSE, person_id=who.id, reason="lost phone")
    assert codes(again) == ["lifecycle.step"]
    identity.restore_person(actor=HOUSE, person_id=who.id, reason="found it")
    assert Person.objects.get(id=who.id).is_active is True


def test_no_name_or_address_enters_the_ledger(everything: Scope) -> None:
    """T20: the ledger knows people by their id alone."""
    mine = organisation("Mine")
    who = person("canary@example.org", Role.MEMBER, within=mine)
    identity.suspend_person(actor=HOUSE, person_id=who.id, reason="r")
    for payload in Event.objects.values_list("payload", flat=True):
        assert b"canary" not in bytes(payload).lower()


def test_a_token_carries_a_part_of_its_owners_rights_and_is_revoked_at_once(clock: FixedClock) -> None:
    """P11-4, P11-9c."""
    mine = organisation("Mine")
    owner = acting(person("a@example.org", Role.MEMBER, within=mine))
    with use_scope(owner.scope):
        with pytest.raises(Refused) as beyond:
            identity.issue_token(actor=owner, title="t", scopes=["identity:person:invite"], expires_on=date(2027, 1, 1))
        assert codes(beyond) == ["identity.token.scope_beyond"]
        issued = identity.issue_token(
            actor=owner, title="t", scopes=["identity:person:see"], expires_on=date(2027, 1, 1)
        )
        assert bytes(issued.token.digest) == identity.token_digest(issued.secret)
        assert issued.secret not in str(vars(issued.token))
        assert identity.revoke_token(actor=owner, token_id=issued.token.id).revoked_at == clock.now()
        with pytest.raises(Refused) as twice:
            identity.revoke_token(actor=owner, token_id=issued.token.id)
    assert codes(twice) == ["identity.token.revoked"]
