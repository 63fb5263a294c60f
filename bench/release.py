"""The release checklist of a batch of 300 steps: as a running site answers it, and the first time after a start."""

import statistics
import time
from datetime import date, timedelta
from hashlib import sha256

from bench.batch_run import START, history, recipe_text
from bench.site import database, set_up_django

ROUNDS, REACH = 20, 150


def make_world():
    """An organisation with one finished batch of 300 steps, each entry in its stream, and its operator's training."""
    from django.db import connection, transaction

    from cellpark.base.actor import Actor
    from cellpark.batches.models import Batch
    from cellpark.batches.run import Plan
    from cellpark.batches.run.happened import BatchFinished
    from cellpark.identity import public as identity
    from cellpark.ledger.public import record
    from cellpark.recipes.dialect import parse
    from cellpark.recipes.public import RecipeText

    house = Actor.system("bench")
    home = identity.register_organisation(
        actor=house, kind=identity.OrganisationKind.PLATFORM_PROVIDER, name_en="Bench", name_zh=""
    )
    who = identity.invite_person(
        actor=house, email="bench@example.org", name_en="Bench", duty=identity.Duty.BUSINESS, home=home.id
    )
    identity.grant_membership(
        actor=house,
        organisation_id=home.id,
        person_id=who.id,
        role=identity.Role.PRODUCTION_OPERATOR,
        starts_on=date(2026, 1, 1),
        reason="b",
    )
    for subject in ("BENCH-300", "gowning-grade-b"):
        identity.grant_qualification(
            actor=house,
            organisation_id=home.id,
            person_id=who.id,
            subject=subject,
            title_zh="",
            title_en=subject,
            valid_from=date(2026, 1, 1),
            valid_until=date(2036, 1, 1),
            reason="b",
        )
    operator = Actor(person_id=who.id, organisation_id=home.id, scope=house.scope)
    text = recipe_text()
    digest = sha256(text.encode()).hexdigest()
    RecipeText(organisation_id=home.id, sha256=digest, text=text, kept_at=START).save()
    entries = history(Plan(parse(text)), 1_000_000)
    with transaction.atomic():
        batch = Batch(organisation_id=home.id, number="B", recipe=digest, mbr="BENCH-300", coi="BENCH")
        batch.save(force_insert=True)
        for entry in entries:
            event = entry.data
            made = record(stream=f"batch/{batch.id}", event=event, actor=operator, organisation=home.id, at=entry.at)
        finish = BatchFinished(batch=batch.id)
        at = entries[-1].at + timedelta(minutes=1)
        made = record(stream=f"batch/{batch.id}", event=finish, actor=operator, organisation=home.id, at=at)
        Batch.objects.filter(id=batch.id).update(version=made.version, state="finished", started_at=START, ended_at=at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return batch.id, made.version


def milliseconds(work, rounds, before=lambda: None):
    """Median and greatest of so many rounds, and the processor time of one in this process."""
    spent, worked = [], 0.0
    for _ in range(rounds):
        before()
        start, began = time.perf_counter_ns(), time.process_time()
        work()
        spent.append((time.perf_counter_ns() - start) / 1e6)
        worked += (time.process_time() - began) * 1000
    return statistics.median(spent), max(spent), worked / rounds


def main():
    """Print the table."""
    set_up_django()
    with database("bench_release"):
        from django.db import connection

        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.batches import reading
        from cellpark.release.public import checklist

        with use_scope(EVERYTHING):
            batch, version = make_world()

            def judge():
                return checklist(batch)

            judge()
            asked = []

            def count(execute, sql, params, many, context):
                asked.append(sql)
                return execute(sql, params, many, context)

            with connection.execute_wrapper(count):
                lines = judge()
            warm = milliseconds(judge, ROUNDS)
            cold = milliseconds(judge, 5, before=reading._kept.clear)
    print(f"300 steps, {version:,} entries, {len(lines)} lines, {len(asked)} queries.\n")
    print("| what | median ms | greatest ms | CPU ms | reach | of it |")
    print("|---|---|---|---|---|---|")
    for name, (median, greatest, cpu) in (
        ("the checklist", warm),
        ("the first after a start, folding all entries", cold),
    ):
        print(f"| {name} | {median:.1f} | {greatest:.1f} | {cpu:.1f} | {REACH} | {median / REACH:.2f}x |")


if __name__ == "__main__":
    main()
