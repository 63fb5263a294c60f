"""One business act (lock, check, write a row, event), eight clients, durable commits: ours against one global chain.

The two run in turns on the same server; the sealer works while ours run, and its lag is sampled. The advantage depends
on how long one flush takes, because a global lock is held through it; so besides this machine's disk two slower ones
are measured, with the server's own ``commit_delay`` of 1 ms (a fair SSD or cloud volume) and 4 ms (a poor one).
"""

import statistics
import sys
import threading
import time

import psycopg

from bench.ledger_load import flush_ms, global_chain, make_tables, ours, run_clients, start_sealer
from bench.site import VAR, database, set_up_django

CLIENTS = 8
ROUNDS = 5
DELAYS_US = (0, 1_000, 4_000)


def slow_down(name, delay_us):
    """New connections to the database wait this long before each flush."""
    from cellpark.runtime.provision import connection_urls

    with psycopg.connect(connection_urls(VAR, name).superuser, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET commit_delay = {delay_us}")
        connection.execute(f"ALTER DATABASE {name} SET commit_siblings = 0")


def lag_samples(stop, samples):
    """The sealing lag ten times a second."""
    from django.db import connection

    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.ledger.public import sealing

    with use_scope(EVERYTHING):
        while not stop.is_set():
            samples.append(sealing().lag_s)
            time.sleep(0.1)
    connection.close()


def rounds_of(name, seconds, rounds):
    """Latencies of every round of both, in turns, and the lag while ours ran."""
    found, samples = {ours: [], global_chain: []}, []
    for number in range(rounds):
        for act in (ours, global_chain):
            done = threading.Event()
            watcher = threading.Thread(target=lag_samples, args=(done, samples if act is ours else []))
            watcher.start()
            found[act].append(run_clients(name, act, clients=CLIENTS, seconds=seconds, seed=100 * number))
            done.set()
            watcher.join()
    return found, samples


def p99(spent):
    return sorted(spent)[int(len(spent) * 0.99)]


def rows(label, found, seconds):
    """Both peers and their ratio, medians of the rounds."""
    for act, name in ((ours, "stream chains, sealer behind"), (global_chain, "one global chain")):
        rate = statistics.median(len(spent) / seconds for spent in found[act])
        middle = statistics.median(statistics.median(spent) for spent in found[act])
        print(f"| {label} | {name} | {rate:,.0f} | {middle:.1f} | {statistics.median(map(p99, found[act])):.1f} |")
    pairs = list(zip(found[ours], found[global_chain], strict=True))
    more = statistics.median(len(mine) / len(peer) for mine, peer in pairs)
    lower = statistics.median(p99(peer) / p99(mine) for mine, peer in pairs)
    print(f"| {label} | **ratio** (target 3x; p99 5x lower) | **{more:.1f}x** | | **{lower:.1f}x lower** |")


def main(seconds=4.0, rounds=ROUNDS):
    set_up_django()
    with database("bench_append") as name:
        make_tables()
        sealer, stop = start_sealer(name)
        for act in (ours, global_chain):
            run_clients(name, act, clients=2, seconds=1.0, seed=0)
        print(
            f"{CLIENTS} clients, {int(rounds)} rounds of {seconds:g} s in turns; this disk: {flush_ms(VAR):.2f} ms.\n"
        )
        print("| flush | | acts/s | median ms | p99 ms |")
        print("|---|---|---|---|---|")
        samples = []
        for delay in DELAYS_US:
            slow_down(name, delay)
            found, lags = rounds_of(name, seconds, int(rounds))
            rows(f"this disk + {delay / 1000:g} ms" if delay else "this disk", found, seconds)
            samples += lags
        stop.set()
        sealer.join()
        from cellpark.ledger.public import seal_all, verify

        seal_all(wait_s=10)
        report = verify()
    lags = sorted(samples)
    print("\n| sealing lag under that load | median s | p99 s | greatest s |")
    print("|---|---|---|---|")
    print(f"| target under 1 s | {statistics.median(lags):.2f} | {lags[int(len(lags) * 0.99)]:.2f} | {lags[-1]:.2f} |")
    faults = sum(report.fault_counts.values())
    print(f"\nAfterwards: {report.sealed:,} events sealed, {report.waiting} waiting, {faults} faults.")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
