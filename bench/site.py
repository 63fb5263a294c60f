"""A database for benchmarks: the site's own schema in var/bench, filled with valid, sealed events."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"
STREAM_EVENTS = 200
START = datetime(2026, 1, 1, tzinfo=UTC)


def set_up_django(var: Path = VAR) -> None:
    """Settings of a site of its own; call before anything of Django is imported."""
    for name in [name for name in os.environ if name.startswith("CELLPARK_")]:
        del os.environ[name]
    os.environ["CELLPARK_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cellpark.config.settings"
    import django

    django.setup()


@contextmanager
def database(name: str) -> Iterator[str]:
    """An embedded server with a fresh, migrated database ``name``; both of Django's connections point to it."""
    from django.core.management import call_command
    from django.db import connections

    from cellpark.base.guards import install_guards
    from cellpark.runtime.embedded import embedded
    from cellpark.runtime.places import places
    from cellpark.runtime.provision import create_database, drop_database, provision

    with embedded(places(VAR)):
        provision(VAR)
        drop_database(VAR, name)
        create_database(VAR, name)
        for connection in connections.all():
            connection.close()
            connection.settings_dict["NAME"] = name
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        call_command("createcachetable", database="owner", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        install_guards(connections["owner"])
        try:
            yield name
        finally:
            for connection in connections.all():
                connection.close()
            drop_database(VAR, name)


def fill(count: int, organisations: list[UUID], *, seal: bool = True) -> None:
    """Append ``count`` valid events in streams of 200, by turns for each organisation; copied in as the owner."""
    from django.db import connections

    from cellpark.ledger.public import seal_all

    events = _events(count, organisations)
    columns = "id, stream, version, type, type_version, actor, organisation, at, recorded_at, payload, prev, hash"
    with connections["owner"].cursor() as cursor:
        while batch := list(islice(events, 20_000)):
            with cursor.copy(f"COPY ledger_event ({columns}) FROM STDIN") as copy:
                for row in batch:
                    copy.write_row(row)
        cursor.execute(
            "INSERT INTO ledger_stream_head (stream, version, hash, organisation)"
            " SELECT DISTINCT ON (stream) stream, version, hash, organisation FROM ledger_event e"
            " WHERE NOT EXISTS (SELECT FROM ledger_stream_head h WHERE h.stream = e.stream)"
            " ORDER BY stream, version DESC"
        )
        if seal:
            seal_all(wait_s=5)
        cursor.execute("ANALYZE")


def _events(count: int, organisations: list[UUID]) -> Iterator[tuple[object, ...]]:
    from cellpark.base.actor import Actor
    from cellpark.identity.events import OrganisationRenamed
    from cellpark.kernel.identifier import time_ordered_id
    from cellpark.ledger.payload import Draft, payload_of
    from cellpark.ledger.proof.merkle import leaf_hash
    from cellpark.ledger.stream import Head

    actor = Actor.system("bench")
    for number in range(count):
        place = number % STREAM_EVENTS
        owner = organisations[(number // STREAM_EVENTS) % len(organisations)]
        if place == 0:
            head = Head(f"bench/{number // STREAM_EVENTS:08d}", 0, b"", None)
        at = START + timedelta(seconds=number)
        event = OrganisationRenamed(
            organisation=owner, name_zh="", name_en=f"Name {number}", was_zh="", was_en=f"Name {number - 1}"
        )
        draft = Draft(
            id=time_ordered_id(at), event=event, actor=actor, organisation=owner, at=at, recorded_at=at, reason="bench"
        )
        payload = payload_of(draft, head)
        digest = leaf_hash(payload)
        yield (
            draft.id, head.stream, head.version + 1, "identity.organisation.renamed", 1, actor.reference, owner, at, at,
            payload, head.hash, digest,
        )  # fmt: skip
        head = Head(head.stream, head.version + 1, digest, owner)
