"""Every page that shows events or lists, at 1,000 and at 1,000,000 events: server time and queries, in process."""

import statistics
import sys
import time
from contextlib import contextmanager

from bench.site import database, fill, set_up_django

set_up_django()

from django.db import connection  # noqa: E402 -- after the settings
from django.test import Client  # noqa: E402

from bench.site import ROOT  # noqa: E402
from cellpark.access.public import actor_for, running_memberships  # noqa: E402
from cellpark.base.actor import Actor  # noqa: E402
from cellpark.base.scope import EVERYTHING, use_scope  # noqa: E402
from cellpark.identity.public import Organisation, Person, load_example_people  # noqa: E402
from cellpark.ledger.public import Event, make_checkpoint, make_site_keys  # noqa: E402
from cellpark.space.public import load_example_parks  # noqa: E402

CALLS = 40
SMALL, LARGE = 1_000, 1_000_000


def pages(actor):
    """Addresses with something to show to this reader."""
    with use_scope(actor.scope):
        event = Event.objects.filter(stream__startswith="bench/", organisation=actor.organisation_id).first()
        organisation = Organisation.objects.get(id=actor.organisation_id)
    return {
        "my work": "/",
        "ledger, newest": "/ledger",
        "ledger, one record": f"/ledger?stream={event.stream}",
        "ledger, one kind": "/ledger?kind=identity.membership.granted",
        "one event, with its proof": f"/ledger/events/{event.id}",
        "one record": f"/ledger/records/{event.stream}",
        "checkpoints": "/ledger/checkpoints",
        "organisations": "/organisations",
        "one organisation": f"/organisations/{organisation.id}",
        "people": "/people",
        "roles": "/roles",
        "a park": "/parks/lishan",
    }


def measured(client, path):
    client.get(path)
    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    spent, worked = [], time.process_time()
    for _ in range(CALLS):
        before = time.perf_counter()
        client.get(path)
        spent.append((time.perf_counter() - before) * 1000)
    worked = (time.process_time() - worked) * 1000 / CALLS
    return statistics.median(spent), sorted(spent)[int(CALLS * 0.95)], len(queries), worked


@contextmanager
def site(count):
    with database(f"pages_{count}"):
        make_site_keys(actor=Actor.system("bench"))
        load_example_people(path=ROOT / "examples" / "people.yaml", password="correct horse battery")
        with use_scope(EVERYTHING):
            load_example_parks(ROOT / "examples" / "parks")
            organisations = list(Organisation.objects.values_list("id", flat=True))
        fill(count, organisations)
        with use_scope(EVERYTHING):
            make_checkpoint(actor=Actor.system("bench"))
        yield


def main(large=LARGE):
    found = {}
    for count in (SMALL, large):
        with site(count):
            for who in ("park-manager@example.org", "quality-head.cell@example.org"):
                client = Client(headers={"host": "localhost"})
                client.force_login(Person.objects.get(email=who))
                person = Person.objects.get(email=who)
                memberships = running_memberships(person.id)
                actor = actor_for(person.id, memberships[0].organisation_id, memberships, channel="page")
                for name, path in pages(actor).items():
                    found[who, name, count] = measured(client, path)
    print(f"| page | for | median ms at {SMALL:,} | at {large:,} | p95 ms | CPU ms | queries | p95 against 100 ms |")
    print("|---|---|---|---|---|---|---|---|")
    for (who, name, count), (median, _p95, queries, _worked) in found.items():
        if count == SMALL:
            many, p95, asked, worked = found[who, name, large]
            same = f"{queries}" if queries == asked else f"{queries}, then {asked}"
            role = "park manager" if who.startswith("park") else "tenant's head of quality"
            times = f"{median:.1f} | {many:.1f} | {p95:.1f} | {worked:.1f}"
            print(f"| {name} | {role} | {times} | {same} | {p95 / 100:.2f}x |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
