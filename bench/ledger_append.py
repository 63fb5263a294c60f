"""One business act (lock, check, write a row, event), eight clients, durable commits: ours against one global chain.

The two run in turns on the same tables' server; the sealer works while ours run, and its lag is sampled.
"""

import statistics
import sys
import threading
import time

from bench.ledger_load import flush_ms, global_chain, make_tables, ours, run_clients, start_sealer
from bench.site import VAR, database, set_up_django

CLIENTS = 8
ROUNDS = 5


def lag_samples(stop, samples):
    from django.db import connection

    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.ledger.public import sealing

    with use_scope(EVERYTHING):
        while not stop.is_set():
            samples.append(sealing().lag_s)
            time.sleep(0.1)
    connection.close()


def figures(rounds, seconds):
    """Acts a second and the 99th percentile of every round, as medians."""
    rates = [len(spent) / seconds for spent in rounds]
    p99s = [sorted(spent)[int(len(spent) * 0.99)] for spent in rounds]
    middles = [statistics.median(spent) for spent in rounds]
    return statistics.median(rates), statistics.median(middles), statistics.median(p99s)


def main(seconds=4.0, rounds=ROUNDS):
    set_up_django()
    with database("bench_append") as name:
        make_tables()
        sealer, stop = start_sealer(name)
        found = {ours: [], global_chain: []}
        samples = []
        for act in (ours, global_chain):
            run_clients(name, act, clients=2, seconds=1.0, seed=0)
        for number in range(int(rounds)):
            for act in (ours, global_chain):
                done = threading.Event()
                watcher = threading.Thread(target=lag_samples, args=(done, samples if act is ours else []))
                watcher.start()
                found[act].append(run_clients(name, act, clients=CLIENTS, seconds=seconds, seed=100 * number))
                done.set()
                watcher.join()
        stop.set()
        sealer.join()
        flush = flush_ms(VAR)
        from cellpark.ledger.public import seal_all, verify

        seal_all(wait_s=10)
        report = verify()
    mine, peer = figures(found[ours], seconds), figures(found[global_chain], seconds)
    print(
        f"{CLIENTS} clients, {int(rounds)} rounds of {seconds:g} s in turns; one flush of this disk: {flush:.2f} ms.\n"
    )
    print("| | acts/s | median ms | p99 ms |")
    print("|---|---|---|---|")
    print(f"| stream chains, sealer behind | {mine[0]:,.0f} | {mine[1]:.1f} | {mine[2]:.1f} |")
    print(f"| one global chain | {peer[0]:,.0f} | {peer[1]:.1f} | {peer[2]:.1f} |")
    ratios = [len(a) / len(b) for a, b in zip(found[ours], found[global_chain], strict=True)]
    print(f"| ratio (target 3x, p99 5x lower) | {statistics.median(ratios):.1f}x | | {peer[2] / mine[2]:.1f}x lower |")
    lags = sorted(samples)
    print("\n| sealing lag under that load | median s | p99 s | greatest s |")
    print("|---|---|---|---|")
    print(f"| target under 1 s | {statistics.median(lags):.2f} | {lags[int(len(lags) * 0.99)]:.2f} | {lags[-1]:.2f} |")
    faults = sum(report.fault_counts.values())
    print(f"\nAfterwards: {report.sealed:,} events sealed, {report.waiting} waiting, {faults} faults.")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
