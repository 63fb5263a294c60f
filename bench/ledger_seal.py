"""1,000,000 events by eight seeded writers, slow and failing ones among them, while the sealer runs: none lost."""

import multiprocessing
import random
import sys
import time

from bench.ledger_load import OWNER, connect, start_sealer
from bench.site import database, set_up_django

WRITERS = 8
COMMIT_EVENTS = 100
SLOW_SHARE, SLOW_S, FAILING_SHARE = 0.002, 1.0, 0.01


def writer(name, seed, count, results):
    """Write ``count`` events that commit; tell how many did."""
    connect(name)
    from django.db import connection, transaction

    from cellpark.base.actor import Actor
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.identity.events import OrganisationRenamed
    from cellpark.ledger.public import record

    chance, written, actor = random.Random(seed), 0, Actor.system("bench")
    with use_scope(EVERYTHING):
        while written < count:
            many = min(COMMIT_EVENTS, count - written)
            fails = chance.random() < FAILING_SHARE
            with transaction.atomic():
                for number in range(many):
                    event = OrganisationRenamed(
                        organisation=OWNER, name_zh="", name_en=f"N {number}", was_zh="", was_en="before"
                    )
                    stream = f"writer{seed}/{chance.randrange(50)}"
                    record(stream=stream, event=event, actor=actor, organisation=OWNER)
                if chance.random() < SLOW_SHARE:
                    time.sleep(SLOW_S)
                transaction.set_rollback(fails)
            written += 0 if fails else many
    results.put(written)
    connection.close()


def main(count=1_000_000):
    set_up_django()
    with database("bench_seal") as name:
        from cellpark.ledger.public import seal_all, verify

        context = multiprocessing.get_context("spawn")
        results = context.Queue()
        sealer, stop = start_sealer(name)
        share = count // WRITERS
        processes = [context.Process(target=writer, args=(name, seed, share, results)) for seed in range(WRITERS)]
        began = time.monotonic()
        for process in processes:
            process.start()
        written = sum(results.get() for _ in processes)
        took = time.monotonic() - began
        for process in processes:
            process.join()
        before = time.monotonic()
        seal_all(wait_s=60)
        caught_up = time.monotonic() - before
        stop.set()
        sealer.join()
        seal_all(wait_s=60)
        report = verify()
    own = report.events - written
    print("| written | sealed | waiting | lost | twice | faults | events/s | caught up after |")
    print("|---|---|---|---|---|---|---|---|")
    print(
        f"| {written:,} (+ {own} of the ledger's own) | {report.sealed:,} | {report.waiting} |"
        f" {max(written + own - report.sealed, 0)} | {report.fault_counts.get('leaf_twice', 0)} |"
        f" {sum(report.fault_counts.values())} | {written / took:,.0f} | {caught_up:.2f} s |"
    )
    assert (report.sealed, report.waiting, report.fault_counts) == (report.events, 0, {}), report


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
