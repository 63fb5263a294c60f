"""Verification of 1,000,000 events in PostgreSQL: every byte, column, chain, leaf, tile and checkpoint."""

import multiprocessing
import resource
import statistics
import sys
from pathlib import Path
from uuid import UUID

from bench.ledger_load import connect
from bench.site import database, fill, set_up_django

ORGANISATIONS = [UUID(int=number) for number in range(1, 9)]
TARGETS = {1: 8.0, 2: 5.0}


def resident_mib():
    """Memory of this process now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def cpu_seconds():
    """CPU time of this process and of the processes it has waited for, in user and system."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def make_ledger(name, count):
    """The ledger to verify, made by a process of its own: what it leaves in memory would slow the one that verifies."""
    connection = connect(name)
    from cellpark.base.actor import Actor
    from cellpark.ledger.public import make_checkpoint, make_site_keys, seal_all

    actor = Actor.system("bench")
    make_site_keys(actor=actor)
    fill(count, ORGANISATIONS)
    seal_all(wait_s=10)
    make_checkpoint(actor=actor)
    connection.close()


def main(count=1_000_000, repeats=3):
    set_up_django()
    with database("bench_verify") as name:
        from cellpark.ledger.public import verify

        maker = multiprocessing.get_context("spawn").Process(target=make_ledger, args=(name, count))
        maker.start()
        maker.join()
        assert maker.exitcode == 0, "the ledger was not made"
        memory = []
        verify(progress=lambda done, total: memory.append((done / total, resident_mib())))
        spent = {jobs: [] for jobs in TARGETS}
        worked = []
        for _ in range(repeats):
            for jobs in TARGETS:
                before = cpu_seconds()
                report = verify(jobs=jobs)
                if jobs == 1:
                    worked.append((cpu_seconds() - before) / report.events * 1e6)
                assert report.is_sound, report.fault_counts
                spent[jobs].append(report.seconds)
    streams = f"{report.events:,} events, {report.streams:,} streams"
    print(f"| {streams} | median s | slowest s | events/s | against target |")
    print("|---|---|---|---|---|")
    for jobs, seconds in spent.items():
        middle = statistics.median(seconds)
        name = f"{jobs} process{'es' if jobs > 1 else ''} (target {TARGETS[jobs]:g} s)"
        rate = report.events / middle
        print(f"| {name} | {middle:.2f} | {max(seconds):.2f} | {rate:,.0f} | {middle / TARGETS[jobs]:.2f}x |")
    print(f"\nCPU of one process: {statistics.median(worked):.2f} s per 1,000,000 events, fetching included.")
    tenth = next(size for done, size in memory if done >= 0.1)
    print(f"\nMemory of the process: {tenth:.0f} MiB after a tenth of the events, {memory[-1][1]:.0f} MiB after all.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
