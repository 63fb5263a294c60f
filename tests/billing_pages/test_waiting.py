"""My work says what money waits: the office's letters, the second person's decisions, the tenant's own bills."""

from collections.abc import Sequence

import pytest
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.billing.public import CreditNote
from cellpark.web.areas.billing.waiting import tasks
from tests.billing.park import Park
from tests.billing_pages.test_pages import reader, send, text
from tests.receivables.money import pay, three_bills

pytestmark = pytest.mark.django_db


def said(actor: Actor) -> Sequence[str]:
    with use_scope(actor.scope):
        return [each.title for each in tasks(actor)]


def test_nothing_waits_where_nothing_is_owed(park: Park) -> None:
    assert [said(each) for each in (park.staff, park.manager, park.member)] == [[], [], []]


def test_the_office_writes_letters_and_the_tenant_pays(park: Park) -> None:
    three_bills(park)
    assert said(park.staff) == ["1 reminder is due"]
    with use_scope(park.member.scope):
        [owed] = tasks(park.member)
    assert (owed.title, owed.colour, str(owed.limit)) == ("3 bills are to be paid", "stopped", "2026-09-05")
    assert owed.text == "30,000.00 CNY are open, the first since 5 Sep 2026"
    page = text(reader(park.member), reverse("bills"))
    assert "Pay what is open" in page
    assert "Look at who owes what" not in page
    account = reader(park.member).get(reverse("own_account"))["Location"]
    assert "Pay what is open" in text(reader(park.member), account)
    assert "Pay what is open" not in text(reader(park.staff), account)


def test_who_owes_for_long_and_was_reminded_is_talked_to(park: Park) -> None:
    """An account with overdue money says never that nothing is waiting."""
    three_bills(park)
    account = reader(park.member).get(reverse("own_account"))["Location"]
    assert "Talk to the debtor" not in text(reader(park.staff), account)
    send(reader(park.staff), f"{account}/remind")
    said_then = text(reader(park.staff), account)
    assert "Talk to the debtor" in said_then
    assert "Nothing is waiting" not in said_then


def test_money_that_settles_nothing_waits_for_the_office(park: Park) -> None:
    park.lease()
    pay(park, "500.00", free=True)
    assert said(park.staff) == ["1 payment settles nothing yet"]
    assert said(park.member) == []


def test_a_decision_waits_for_the_manager_who_did_not_prepare_it(park: Park) -> None:
    bill = three_bills(park)[0]
    line = bill.lines.get()
    send(reader(park.staff), reverse("bill_credit", args=[bill.id]), lines=[str(line.id)], reason="wrong room")
    assert "1 sum of money waits for a decision" in said(park.manager)
    assert "1 sum of money waits for a decision" not in said(park.staff)
    CreditNote.objects.filter(bill=bill).update(proposed_by=park.manager.person_id)
    assert "1 sum of money waits for a decision" not in said(park.manager)


def test_receivables_say_that_a_decision_waits_where_no_letter_is_due(park: Park) -> None:
    bill = three_bills(park)[0]
    account = reader(park.member).get(reverse("own_account"))["Location"]
    send(reader(park.staff), f"{account}/remind")
    waits = "Look at what waits for a second person"
    assert waits not in text(reader(park.staff), reverse("receivables"))
    send(
        reader(park.staff),
        reverse("bill_credit", args=[bill.id]),
        lines=[str(bill.lines.get().id)],
        reason="wrong room",
    )
    assert waits in text(reader(park.staff), reverse("receivables"))
