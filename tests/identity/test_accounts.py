"""An account may serve several organisations; a role in one gives no power over the account as a whole (P11-4)."""

import threading
from datetime import date

import pytest
from django.db import connection

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity import public as identity
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.kernel.problem import Refused
from tests.people import HOUSE, acting, organisation, person

DAY = date(2026, 11, 22)


def administrator(name: str) -> Actor:
    return acting(person(f"{name}@example.org", Role.ORGANISATION_ADMINISTRATOR, within=organisation(name)))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def give_role(actor: Actor, who: Person) -> None:
    with use_scope(actor.scope):
        identity.grant_membership(
            actor=actor,
            organisation_id=actor.organisation_id,
            person_id=who.id,
            role=Role.MEMBER,
            starts_on=DAY,
            reason="r",
        )


@pytest.mark.django_db
def test_an_invited_account_gets_no_role_from_another_organisation_before_its_owner_has_come() -> None:
    """P11-9b: otherwise the other organisation would see the invitation and could become that person."""
    ours, theirs = administrator("ours"), administrator("theirs")
    with use_scope(ours.scope):
        invited = identity.invite_person(actor=ours, email="newcomer@example.org", name_en="Newcomer")
    with pytest.raises(Refused) as refused:
        give_role(theirs, invited)
    assert codes(refused) == ["identity.person.not_accepted"]
    give_role(ours, invited)
    assert identity.answers_for(ours, invited)
    assert not identity.answers_for(theirs, invited)


@pytest.mark.django_db
def test_only_the_organisation_that_invited_and_the_park_act_on_the_account() -> None:
    """P11-4, P11-9c."""
    ours, theirs = administrator("ours"), administrator("theirs")
    with use_scope(EVERYTHING):
        mine = identity.Organisation.objects.get(id=ours.organisation_id)
    colleague = person("colleague@example.org", Role.MEMBER, within=mine)
    give_role(theirs, colleague)
    with use_scope(theirs.scope), pytest.raises(Refused) as refused:
        identity.suspend_person(actor=theirs, person_id=colleague.id, reason="r")
    assert codes(refused) == ["identity.person.foreign"]
    with use_scope(ours.scope):
        assert not identity.suspend_person(actor=ours, person_id=colleague.id, reason="r").is_active
    with use_scope(theirs.scope), pytest.raises(Refused) as refused:
        identity.restore_person(actor=theirs, person_id=colleague.id, reason="r")
    assert codes(refused) == ["identity.person.foreign"]
    park = organisation("park", OrganisationKind.OPERATOR)
    overseer = acting(person("park@example.org", Role.PARK_MANAGER, Role.ORGANISATION_ADMINISTRATOR, within=park))
    with use_scope(overseer.scope):
        assert identity.restore_person(actor=overseer, person_id=colleague.id, reason="r").is_active


def test_an_address_that_is_invited_twice_at_once_is_taken_once(durable: str) -> None:
    """P11-9b."""
    start, answers = threading.Barrier(4), []

    def invite() -> None:
        start.wait()
        try:
            with use_scope(EVERYTHING):
                identity.invite_person(actor=HOUSE, email="same@example.org", name_en="Same")
            answers.append("made")
        except Refused as refused:
            answers.append(refused.problems[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=invite) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["identity.email.taken"] * 3 + ["made"]


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["\u200b", "\u202eevil\u202c", "a\ufeffb", "\U000e0041"])
def test_what_cannot_be_seen_is_no_text(reason: str) -> None:
    """A11-2e1: invisible characters would let a name or a reason look like another in what somebody signs."""
    with use_scope(EVERYTHING):
        made = organisation("First")
        with pytest.raises(Refused) as refused:
            identity.rename_organisation(actor=HOUSE, organisation_id=made.id, name_zh="", name_en="X", reason=reason)
    assert "base.text.control" in codes(refused)


@pytest.mark.django_db
def test_witnesses_of_the_whole_site_are_named_by_the_operator_alone() -> None:
    """T19: a tenant's head of quality acts for that tenant."""
    tenant = acting(person("q@example.org", Role.QUALITY_HEAD, within=organisation("tenant")))
    operator = organisation("park", OrganisationKind.OPERATOR)
    overseer = acting(person("p@example.org", Role.QUALITY_HEAD, within=operator))
    assert not tenant.may("ledger:witness:manage")
    assert overseer.may("ledger:witness:manage")
