"""Clients for the ledger's benchmarks: processes of their own, as web and worker processes are."""

import multiprocessing
import os
import random
import time
from uuid import UUID

from bench.site import set_up_django

OWNER = UUID("01900000-0000-7000-8000-00000000000a")
STREAMS = 500
TABLES = """
CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, number int NOT NULL);
CREATE TABLE bench_thing (stream text PRIMARY KEY, version bigint NOT NULL);
INSERT INTO bench_thing SELECT 'thing/' || n, 0 FROM generate_series(0, 499) n;
CREATE TABLE bench_chain (n bigint PRIMARY KEY, id uuid NOT NULL UNIQUE, stream text NOT NULL, version bigint NOT NULL,
  type text NOT NULL, actor text NOT NULL, organisation uuid NOT NULL, at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL, payload bytea NOT NULL, prev bytea NOT NULL, hash bytea NOT NULL,
  UNIQUE (stream, version));
CREATE TABLE bench_chain_head (one boolean PRIMARY KEY DEFAULT true, n bigint NOT NULL, hash bytea NOT NULL);
INSERT INTO bench_chain_head VALUES (true, 0, '');
"""


def make_tables():
    """What the benchmarked act writes, and the peer: one chain over everything, with one head."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(TABLES)


def connect(name):
    """Django in this process, pointed at the benchmark's database."""
    set_up_django()
    from django.db import connections

    for connection in connections.all():
        connection.settings_dict["NAME"] = name
    return connections["default"]


def ours(chance, number):
    """Lock the record, check it, write a row, record the event, commit."""
    from django.db import transaction

    from cellpark.base.actor import Actor
    from cellpark.base.prepared import execute_prepared
    from cellpark.identity.events import OrganisationRenamed
    from cellpark.ledger.public import lock_stream, record

    stream = f"thing/{chance.randrange(STREAMS)}"
    event = OrganisationRenamed(organisation=OWNER, name_zh="", name_en=f"N {number}", was_zh="", was_en="before")
    with transaction.atomic():
        head = lock_stream(stream)
        execute_prepared("INSERT INTO bench_row (stream, number) VALUES (%s, %s)", [stream, number])
        record(
            stream=stream,
            event=event,
            actor=Actor.system("bench"),
            organisation=OWNER,
            expected_version=head.version,
        )


def global_chain(chance, number):
    """The same act, bytes and columns over one chain: its head is locked as late as the hash allows.

    Its statements are prepared as ours are.
    """
    from django.db import transaction

    from cellpark.base.actor import Actor
    from cellpark.base.prepared import execute_prepared
    from cellpark.base.time import now
    from cellpark.identity.events import OrganisationRenamed
    from cellpark.kernel.identifier import time_ordered_id
    from cellpark.ledger.payload import Draft, payload_of
    from cellpark.ledger.proof.merkle import leaf_hash
    from cellpark.ledger.stream import Head

    stream = f"thing/{chance.randrange(STREAMS)}"
    event = OrganisationRenamed(organisation=OWNER, name_zh="", name_en=f"N {number}", was_zh="", was_en="before")
    with transaction.atomic():
        thing = execute_prepared("SELECT version FROM bench_thing WHERE stream = %s FOR UPDATE", [stream])
        version = thing.fetchone()[0]
        execute_prepared("INSERT INTO bench_row (stream, number) VALUES (%s, %s)", [stream, number])
        execute_prepared("UPDATE bench_thing SET version = version + 1 WHERE stream = %s", [stream])
        at = now()
        draft = Draft(
            id=time_ordered_id(at), event=event, actor=Actor.system("bench"), organisation=OWNER, at=at,
            recorded_at=at, reason=None,
        )  # fmt: skip
        _, prev = execute_prepared("SELECT n, hash FROM bench_chain_head FOR UPDATE", []).fetchone()
        payload = payload_of(draft, Head(stream, version, bytes(prev), OWNER))
        digest = leaf_hash(payload)
        execute_prepared(
            "WITH moved AS (UPDATE bench_chain_head SET n = n + 1, hash = %s RETURNING n) INSERT INTO bench_chain"
            " SELECT n, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM moved",
            [digest, draft.id, stream, version + 1, "identity.organisation.renamed", "system/bench", OWNER, at, at,
             payload, bytes(prev), digest],
        )  # fmt: skip


def client(name, act, seed, seconds, begin, results):
    """One client for some seconds: its latencies in milliseconds."""
    connect(name)
    from cellpark.base.scope import EVERYTHING, use_scope

    chance, spent, number = random.Random(seed), [], 0
    with use_scope(EVERYTHING):
        begin.wait()
        until = time.perf_counter() + seconds
        while (before := time.perf_counter()) < until:
            act(chance, number)
            spent.append((time.perf_counter() - before) * 1000)
            number += 1
    results.put(spent)


def run_clients(name, act, *, clients, seconds, seed):
    """All latencies of ``clients`` processes that act at the same time."""
    context = multiprocessing.get_context("spawn")
    begin, results = context.Barrier(clients), context.Queue()
    processes = [
        context.Process(target=client, args=(name, act, seed + place, seconds, begin, results))
        for place in range(clients)
    ]
    for process in processes:
        process.start()
    spent = [one for _ in processes for one in results.get()]
    for process in processes:
        process.join()
    return spent


def keep_sealing(name, stop):
    """The sealer as the worker runs it."""
    connect(name)
    from cellpark.ledger.public import run_sealer

    run_sealer(stop)


def start_sealer(name):
    """A sealer in a process of its own, and the flag that ends it."""
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    process = context.Process(target=keep_sealing, args=(name, stop))
    process.start()
    return process, stop


def flush_ms(folder, times=200):
    """The median time of one small durable write on this disk, in milliseconds."""
    path, spent = folder / "flush.probe", []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            file.write(bytes(8192))
            before = time.perf_counter()
            os.fdatasync(file.fileno())
            spent.append((time.perf_counter() - before) * 1000)
    path.unlink()
    return sorted(spent)[times // 2]
