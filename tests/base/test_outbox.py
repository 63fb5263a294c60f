"""What follows an event: queued with the act, done by the worker, once."""

from asyncio import run
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.core import mail
from django.db import connections, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from cellpark.base.models import Delivery
from cellpark.base.outbox import carry_out
from cellpark.base.scope import EVERYTHING, Scope, use_scope
from cellpark.identity.public import Membership, Role, end_membership
from cellpark.ledger.public import Event
from tests.people import HOUSE, organisation, person


def work() -> None:
    """Run the queue until it is empty, in a thread of its own: this one may hold the event loop of a browser test."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work).result()


def _work() -> None:
    run(sync_to_async(connections.close_all)())  # where periodic jobs are queued: its database went with its test
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    for connection in connections.all():
        connection.close()


def test_a_granted_role_writes_one_letter_to_its_holder(durable: str) -> None:
    """CN-2e: nobody's rights change without their knowing."""
    person("holder@example.org", Role.MEMBER, within=organisation("Mine"))
    work()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["holder@example.org"], "\u60a8\u5df2\u83b7\u5f97Mine\u793a\u4f8b\u7684\u201c\u6210\u5458\u201d\u89d2\u8272")
    ]
    assert Delivery.objects.count() == 1
    work()
    assert len(mail.outbox) == 1


def test_a_delivery_that_is_repeated_after_a_crash_does_nothing(durable: str, everything: Scope) -> None:
    person("holder@example.org", Role.MEMBER, within=organisation("Mine"))
    event = Event.objects.get(type="identity.membership.granted")
    for _ in range(3):
        carry_out(subscriber="cellpark.identity.effects.tell_about_role", event_id=str(event.id))
    assert len(mail.outbox) == 1


def test_an_act_that_is_rolled_back_queues_nothing(durable: str, everything: Scope) -> None:
    person("holder@example.org", Role.MEMBER, within=organisation("Mine"))
    before = ProcrastinateJob.objects.count()
    membership: UUID = Membership.objects.get().id
    with pytest.raises(ZeroDivisionError), transaction.atomic(), use_scope(EVERYTHING):
        end_membership(actor=HOUSE, membership_id=membership, ends_on=date(2026, 12, 1), reason="r")
        _ = 1 / 0
    assert ProcrastinateJob.objects.count() == before
