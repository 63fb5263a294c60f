"""A park of 1,000 companies: made, read by eight people, billed and judged, beside Tryton posting the same invoices.

Everything runs as a user runs it: ``cellpark migrate``, ``cellpark generate park``, ``cellpark serve``; pages are
asked for over HTTP by eight people who read each of them for a second. The peer needs an environment of its own,
named by BENCH_TRYTON_PYTHON:

    python -m venv tryton && tryton/bin/pip install "trytond_account_invoice<8" "proteus<8" psycopg2-binary
"""

import http.client
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

import psutil

from bench.site import ROOT, set_up_django
from bench.start import answers, free_port

VAR = ROOT / "var" / "bench-park"
CLIENTS, CALLS, COMPANIES, READING_S = 8, 160, 1_000, 1.0
TRYTON = "BENCH_TRYTON_PYTHON"
PEER_BILLS, PEER_CHUNK = 100, 20
REACH_MS = {"a place for somebody": 200}
PAGES = {
    "space board": "/premises",
    "companies": "/companies",
    "board of companies": "/companies/board",
    "receivables": "/receivables",
    "leases": "/leases",
    "chain": "/chain?park=lishan",
    "chain as a table": "/chain/table?park=lishan",
    "public page": "/visit",
    "a place for somebody": "/premises/places?area_min=150&area_max=220&grade=CNC&power_kw=100&rooms_max=3",
}


def cellpark(*words):
    """Run a command of the site to its end; its seconds."""
    before = time.perf_counter()
    command = [sys.executable, "-m", "cellpark.command", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    return time.perf_counter() - before, done.stdout.strip().splitlines()[-1]


@contextmanager
def served(port):
    """The site at a port, and its process."""
    site = subprocess.Popen(
        [sys.executable, "-m", "cellpark.command", "serve"],
        cwd=ROOT,
        env={**os.environ, "CELLPARK_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            assert site.poll() is None
            time.sleep(0.2)
        started(psutil.Process(site.pid))
        yield psutil.Process(site.pid)
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(60)


def started(site):
    """Wait until worker and sealer have loaded as well: they start beside the web and take its cores meanwhile."""
    spent = -1.0
    while (now := sum(sum(each.cpu_times()[:2]) for each in site.children(recursive=True))) - spent > 0.2:
        spent = now
        time.sleep(2)


def manager():
    """The manager of the generated park, signed in: the operator's id and the key of the session."""
    from django.test import Client

    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.identity.public import Organisation, Person
    from cellpark.plays.public import manager_email

    with use_scope(EVERYTHING):
        house = Organisation.objects.get(name_en="Generated Park 1")
        person = Person.objects.get(email=manager_email(1))
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    return house.id, client.cookies["sessionid"].value


def asked(port, path, session, calls, reader=None):
    """Milliseconds that each of some calls took; a reader reads for a second, more or less, before the next page."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    spent = []
    for _call in range(calls):
        if reader is not None:
            time.sleep(reader.uniform(0, 2 * READING_S))
        before = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        answer.read()
        spent.append((time.perf_counter() - before) * 1_000)
        assert answer.status == 200, (path, answer.status)
    connection.close()
    return spent


def pages(port, session):
    """Each page by one client after the other, and by eight people who read a page for a second."""
    print(f"| page | one client: median | p95 | {CLIENTS} users: median | p95 | reach, p95 |")
    print("|---|---|---|---|---|---|")
    for name, path in PAGES.items():
        with ThreadPoolExecutor(CLIENTS) as clients:  # so that every web process has drawn it
            for each in [clients.submit(asked, port, path, session, 4) for _ in range(CLIENTS)]:
                each.result()
        alone = sorted(asked(port, path, session, 40))
        with ThreadPoolExecutor(CLIENTS) as clients:
            readers = [clients.submit(asked, port, path, session, CALLS // CLIENTS, Random(n)) for n in range(CLIENTS)]
            together = sorted(spent for each in readers for spent in each.result())
        told = [f"{value:.0f} ms" for each in (alone, together) for value in (statistics.median(each), p95(each))]
        print(f"| {name} | {' | '.join(told)} | {REACH_MS.get(name, 100)} ms |")


def p95(spent):
    return spent[int(len(spent) * 0.95)]


def memory_mib(site):
    """The largest web process."""
    found = [each for each in site.children(recursive=True) if "cellpark.config.web" in each.cmdline()]
    return max(each.memory_info().rss for each in found or site.children(recursive=True)) / 2**20


def billed(house):
    """The monthly run, and the same again."""
    from cellpark.base.actor import Actor
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.billing import public as billing
    from cellpark.billing.public import BillLine
    from cellpark.kernel.months import add_months

    until = add_months(billing.today().replace(day=1), 1)
    with use_scope(EVERYTHING):
        lines = BillLine.objects.count()
        before = time.perf_counter()
        run = billing.run_billing(actor=Actor.system("bench"), until=until, organisation_id=house)
        took = time.perf_counter() - before
        lines = BillLine.objects.count() - lines
        before = time.perf_counter()
        again = billing.run_billing(actor=Actor.system("bench"), until=until, organisation_id=house)
    print(f"\nMonthly run: {run.bills:,} bills with {lines:,} lines in {took:.1f} s (reach: 20 s); ", end="")
    print(f"the same again: {again.bills} bills in {time.perf_counter() - before:.1f} s.")
    return run.bills, lines, took


def judged(house):
    from cellpark.base.scope import EVERYTHING, use_scope
    from cellpark.companies import public as companies

    with use_scope(EVERYTHING):
        companies.counts(house, companies.today())
        before = time.perf_counter()
        found = companies.counts(house, companies.today())
    took = time.perf_counter() - before
    count = found[0].met + found[0].unknown + found[0].not_met
    print(f"\n{len(found)} sets of qualification rules over {count:,} companies: {took:.2f} s (reach: 1 s).")


def peer(bills, lines, took):
    """Tryton creates and posts invoices with as many lines, on the same server."""
    python = os.environ.get(TRYTON)
    if not python:
        print(f"\nTryton was not measured in this run: {TRYTON} names no environment that has it.")
        return
    import psycopg

    from cellpark.runtime.provision import connection_urls

    # the peer makes its database itself, which the site's own roles may not
    postgres = connection_urls(VAR, "postgres").superuser
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS tryton_peer")
    named = psycopg.conninfo.conninfo_to_dict(postgres)
    reached = {"PGHOST": str(named["host"]), "PGUSER": str(named["user"]), "TRYTON_DATABASE": "tryton_peer"}
    each = max(1, round(lines / bills))
    done = subprocess.run(
        [python, str(Path(__file__).with_name("tryton_invoices.py")), str(PEER_BILLS), str(each), str(PEER_CHUNK)],
        env={**os.environ, **reached},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    said = json.loads(done.stdout.strip().splitlines()[-1])
    ours, theirs = took / bills * 1_000, said["seconds"] / said["bills"] * 1_000
    print(
        f"\n| bills of {each} lines, made and numbered | a bill |\n|---|---|\n"
        f"| Cellpark, out of leases | {ours:.1f} ms |\n"
        f"| Tryton {said['version']}, out of given lines | {theirs:.1f} ms |\n| ratio | {theirs / ours:.1f}x |"
    )


def main(companies=COMPANIES):
    shutil.rmtree(VAR, ignore_errors=True)
    set_up_django(VAR)
    os.environ["CELLPARK_EXAMPLES"] = "false"
    from cellpark.config.environment import load_environment
    from cellpark.runtime.embedded import embedded

    with embedded(load_environment().places):
        cellpark("migrate")
        cellpark("parks", "load", str(ROOT / "examples" / "parks"))
        took, said = cellpark("generate", "park", "--companies", str(companies))
        print(f"`cellpark generate park --companies {companies}`: {took:.0f} s. {said}\n")
        from django.db import connections

        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        house, session = manager()
        port = free_port()
        with served(port) as site:
            pages(port, session)
            print(f"\nThe largest web process after it: {memory_mib(site):.0f} MiB (reach: 400 MB).")
        judged(house)
        peer(*billed(house))
        connections.close_all()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
