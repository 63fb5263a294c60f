"""Whatever is done in whatever order: no room is let twice, and a second run of the calendar changes nothing."""

import random
from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases import public as leases
from cellpark.leases.public import Hold, Lease, LeaseRoom, LeaseState
from tests.leases.park import Park, lease_file

ACTS = 50
SEED = 5


class Office:
    """People who do anything at all; what is refused is refused."""

    def __init__(self, park: Park, clock: FixedClock) -> None:
        self.park, self.clock, self.dice = park, clock, random.Random(SEED)
        self.count, self.seen = 0, set[str]()

    def once(self) -> None:
        verbs = [self.draft, self.draft, self.approve, self.approve, self.sign, self.sign, self.sign, self.hold]
        verbs += [self.withdraw, self.notice, self.amend, self.renew, self.later, self.later, self.release]
        with suppress(Refused):
            self.dice.choice(verbs)()
        with use_scope(EVERYTHING):
            self.seen |= set(Lease.objects.values_list("state", flat=True))

    def some(self, *states: str) -> Lease:
        with use_scope(EVERYTHING):
            found = list(Lease.objects.filter(state__in=states or list(LeaseState)).order_by("number"))
        if not found:
            raise Refused(Problem("leases.version.none", {"number": ""}))
        chosen: Lease = self.dice.choice(found)
        return chosen

    def days(self, since: date | None = None) -> tuple[date, date]:
        start = since or leases.today() + timedelta(days=self.dice.randint(0, 60))
        return start, start + timedelta(days=self.dice.randint(40, 200))

    def number(self) -> str:
        self.count += 1
        return f"L-{self.count:03}"

    def text(self, number: str, room: int, since: date | None = None) -> str:
        start, end = self.days(since)
        return lease_file(number, since=start, until=end, room=f"R-0{room}")

    def draft(self) -> None:
        room, number = self.dice.randint(0, 1), self.number()
        tenant = self.dice.choice([self.park.tenant, self.park.other])
        self.park.draft(number, rooms=(room,), tenant=tenant, text=self.text(number, room), notice_days=5)

    def approve(self) -> None:
        self.park.do(leases.approve_lease, self.park.manager, lease_id=self.some("draft", "running").id)

    def sign(self) -> None:
        row = self.some("approved", "running", "signed")
        for who in (self.park.manager, self.park.administrator, self.park.stranger):
            if who.organisation_id in (row.organisation_id, row.tenant_id):
                self.park.sign(who, row)

    def withdraw(self) -> None:
        self.park.do(leases.withdraw_lease, self.park.staff, lease_id=self.some("draft", "approved").id, reason="no")

    def notice(self) -> None:
        row = self.some("running")
        day = leases.today() + timedelta(days=self.dice.randint(1, 40))
        self.park.do(leases.give_notice, self.park.staff, lease_id=row.id, day=day, reason="no")

    def amend(self) -> None:
        row, room = self.some("running", "signed"), self.dice.randint(0, 1)
        text = self.text(row.number, room, row.starts_on + timedelta(days=self.dice.randint(1, 30)))
        self.park.do(leases.amend_lease, self.park.staff, lease_id=row.id, text=text, rooms=[self.park.wanted(room)])

    def renew(self) -> None:
        row, room, number = self.some("running"), self.dice.randint(0, 1), self.number()
        said: dict[str, Any] = {"number": number, "text": self.text(number, room, row.ends_on)}
        self.park.do(leases.renew_lease, self.park.staff, lease_id=row.id, rooms=[self.park.wanted(room)], **said)

    def hold(self) -> None:
        self.count += 1
        said: dict[str, Any] = {"number": f"H-{self.count}", "until": leases.today() + timedelta(days=3)}
        rooms = [self.park.wanted(self.dice.randint(0, 1))]
        self.park.do(leases.hold_room, self.park.staff, rooms=rooms, for_whom="Somebody", **said)

    def release(self) -> None:
        with use_scope(EVERYTHING):
            row = Hold.objects.filter(state="open").order_by("number").first()
        if row is not None:
            self.park.do(leases.release_hold, self.park.staff, hold_id=row.id, reason="no")

    def later(self) -> None:
        self.clock.advance(timedelta(days=self.dice.randint(5, 60)))
        with use_scope(EVERYTHING):
            leases.keep_leases()
            assert not any(leases.keep_leases().values())


def test_no_room_is_let_twice_whatever_is_done(park: Park, clock: FixedClock) -> None:
    office = Office(park, clock)
    for _ in range(ACTS):
        office.once()
        taken = defaultdict(list)
        with use_scope(EVERYTHING):
            for room, start, end in LeaseRoom.objects.values_list("room_id", "starts_on", "ends_on"):
                taken[room].append((start, end or date.max))
        for days in taken.values():
            ordered = sorted(days)
            assert all(before[1] <= after[0] for before, after in pairwise(ordered))
    # that every state is reached is shown one by one in test_course.py
    assert {LeaseState.DRAFT, LeaseState.APPROVED, LeaseState.RUNNING} <= office.seen
