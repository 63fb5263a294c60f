"""kill -9 of any process at any moment under load: no confirmed act lost, none done twice, the ledger verifies."""

import json
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cellpark.runtime.embedded import embedded
from cellpark.runtime.places import places
from cellpark.runtime.provision import connection_urls
from tests.faults.running_site import Program, RunningSite, site_copied_from

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("CELLPARK_FAULT_ROUNDS", "10"))
VICTIMS = ("web", "worker", "sealer", "database")
SEED = 20261122


@pytest.fixture
def site(prepared: Path) -> Iterator[RunningSite]:
    with site_copied_from(prepared) as running:
        yield running


def programs(site: RunningSite, count: int, people: int) -> list[Program]:
    prepared = site.run("tests.faults.prepare", str(people))
    assert prepared.returncode == 0, prepared.stderr
    made = json.loads(prepared.stdout.splitlines()[-1])
    shares = [made["people"][n::count] for n in range(count)]
    return [Program(site, made["token"], made["operator"], share) for share in shares]


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, options="-c cellpark.scope=*") as connection:
        return connection.execute(query.encode()).fetchall()


def test_no_confirmed_act_is_lost_or_done_twice_whoever_is_killed(site: RunningSite) -> None:
    """Faults and bad input: rounds of kill -9 under load, ``CELLPARK_FAULT_ROUNDS`` of them (10; 100 in make faults)."""
    choose = random.Random(SEED)
    senders = programs(site, count=3, people=ROUNDS * 3)
    threads = [threading.Thread(target=sender.run) for sender in senders]
    for thread in threads:
        thread.start()
    killed: Counter[str] = Counter()
    for round_number in range(ROUNDS):
        time.sleep(choose.uniform(0.2, 2.0))
        victim = VICTIMS[round_number % len(VICTIMS)]
        killed[victim] += site.kill(victim, choose)
        site.wait_until_ready()
    for sender in senders:
        sender.stopping.set()
    for thread in threads:
        thread.join(240)
    assert [sender.refused for sender in senders] == [[], [], []]
    assert set(killed) == set(VICTIMS)

    owner = connection_urls(site.var).owner
    names = Counter(
        row[0] for row in rows(owner, "SELECT name_en FROM identity_organisation WHERE name_en LIKE 'Fault %'")
    )
    confirmed = set().union(*(sender.confirmed for sender in senders))
    assert len(confirmed) > ROUNDS
    assert {name for name, times in names.items() if times == 1} == set(names)
    assert confirmed - set(names) == set()
    recorded = rows(owner, "SELECT count(*) FROM ledger_event WHERE type = 'identity.organisation.registered'")
    assert recorded == [(len(names),)]  # the operator, which was registered first, is one of them

    granted = set().union(*(sender.roles for sender in senders))
    held = [row[0] for row in rows(owner, "SELECT person_id::text FROM identity_membership WHERE role = 'park_staff'")]
    assert sorted(held) == sorted(set(held))
    assert granted - set(held) == set()
    wait_for_effects(owner, len(granted))

    assert site.stop() == 0
    verified = site.run("cellpark.command", "ledger", "verify")
    assert (verified.returncode, verified.stdout.splitlines()[-1]) == (0, "Nothing is wrong.")
    rebuilt = site.run("cellpark.command", "ledger", "rebuild", "--check")
    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")


def wait_for_effects(owner: str, granted: int) -> None:
    """What follows from an act is done once, also when its worker was killed in the middle."""
    until = time.monotonic() + 120
    query = "SELECT count(*), count(DISTINCT (event_id, subscriber)) FROM base_delivery"
    while rows(owner, query)[0][0] != rows(owner, GRANTS)[0][0]:
        assert time.monotonic() < until, rows(owner, query)
        time.sleep(0.5)
    done, distinct = rows(owner, query)[0]
    assert done == distinct
    assert isinstance(done, int)
    assert done >= granted


GRANTS = "SELECT count(*) FROM ledger_event WHERE type = 'identity.membership.granted'"


def test_the_next_start_recovers_after_the_supervisor_was_killed(site: RunningSite) -> None:
    """kill -9 of the supervisor leaves its children; the next `make run` ends them and starts anew."""
    left = {name: [each.pid for each in site.processes(name)] for name in ("web", "worker", "sealer")}
    assert all(left.values())
    assert site.supervisor is not None
    site.supervisor.kill()
    site.supervisor.wait()
    assert site.call("GET", "/account/login/") == 200  # pages outlive their supervisor
    site.start()
    found = {name: [each.pid for each in site.processes(name)] for name in left}
    assert all(found.values())
    assert not set().union(*left.values()) & set().union(*found.values())
    assert "Ended a process that an earlier start left behind: web." in (site.var / "serve.log").read_text()
    assert site.stop() == 0


def test_a_web_process_that_is_killed_is_replaced_by_a_copy(site: RunningSite) -> None:
    """Nothing is loaded again: the server that started them and the other processes go on."""
    server = next(each for each in site.processes("web") if each.children())
    first, *others = server.children()
    first.kill()
    until = time.monotonic() + 30
    while first in server.children() or len(server.children()) != 1 + len(others):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert site.call("GET", "/account/login/") == 200
    assert set(others) <= set(server.children())
    assert "web" not in (site.var / "serve.log").read_text().split("Ctrl-C")[1]
    assert site.stop() == 0


def test_everything_ends_when_the_site_is_stopped(site: RunningSite) -> None:
    started = [each for name in ("web", "worker", "sealer", "database") for each in site.processes(name)]
    assert len(started) >= 5
    assert site.stop() == 0
    assert [each.pid for each in started if each.is_running() and each.status() != "zombie"] == []
    with embedded(places(site.var)) as server:
        assert server.adopted is False
