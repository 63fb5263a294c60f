"""The pages of the main job with 5,000 batches in the database: server time and queries, in process."""

import sys
import time

from bench.site import ROOT, database, set_up_django

set_up_django()

from django.db import connections  # noqa: E402 -- after the settings
from django.test import Client  # noqa: E402

from bench.many_batches import multiply  # noqa: E402
from bench.pages import measured  # noqa: E402
from cellpark.access.public import running_memberships  # noqa: E402
from cellpark.base.actor import Actor  # noqa: E402
from cellpark.base.scope import EVERYTHING, use_scope  # noqa: E402
from cellpark.batches.public import batches  # noqa: E402
from cellpark.equipment.public import load_example_plant  # noqa: E402
from cellpark.identity.public import Person, load_example_people  # noqa: E402
from cellpark.labels.public import load_example_templates  # noqa: E402
from cellpark.ledger.public import make_site_keys  # noqa: E402
from cellpark.materials.public import load_example_materials  # noqa: E402
from cellpark.orders.public import load_example_orders  # noqa: E402
from cellpark.plays.public import begin_telling, tell_next  # noqa: E402
from cellpark.quality.public import load_example_quality  # noqa: E402
from cellpark.recipes.public import load_example_recipes  # noqa: E402
from cellpark.space.public import load_example_parks  # noqa: E402

MANY, REACH = 5_000, 150
PASSWORD = "correct horse battery"
EXAMPLES = ROOT / "examples"
STORY = EXAMPLES / "stories" / "vein-to-vein.story.yaml"


def told():
    """The example site, and its story from vein to vein; how each patient's way ended."""
    make_site_keys(actor=Actor.system("bench"))
    with use_scope(EVERYTHING):
        load_example_parks(EXAMPLES / "parks")
        load_example_people(path=EXAMPLES / "people.yaml", password=PASSWORD)
        load_example_plant(EXAMPLES / "plant" / "plant.yaml")
        load_example_materials(EXAMPLES / "plant" / "materials.yaml")
        load_example_templates(EXAMPLES / "plant" / "labels.yaml", password=PASSWORD)
        load_example_recipes(folder=EXAMPLES / "recipes", password=PASSWORD)
        load_example_orders(path=EXAMPLES / "orders" / "therapies.yaml")
        load_example_quality(folder=EXAMPLES / "quality", password=PASSWORD)
    before = time.perf_counter()
    begin_telling(name="bench", content=STORY.read_bytes())
    ends = []
    while (ended := tell_next(name="bench", password=PASSWORD)) is not None:
        ends.append(ended)
    told_s = time.perf_counter() - before
    print(f"The story of {len(ends)} patients from order to infusion was told in {told_s:.1f} s (target: 60 s).\n")
    return ends


def pages(ends):
    """Who looks at what: every page of the main job that has something to show."""
    order, supplied = ends[0].order, next(each.order for each in ends if each.patient.ends == "supplied")
    sponsored = next(each.order for each in ends if each.order.sponsor_id != each.order.organisation_id)
    batch, journey = order.batch_id, f"/orders/{order.id}"
    maker = {
        "my work": "/",
        "batches": "/batches",
        "batches, found by number": f"/batches?q={order.batch_number}",
        "one batch": f"/batches/{batch}",
        "record of a batch": f"/batches/{batch}/record",
        "exceptions": "/exceptions",
        "labels": "/labels",
        "balance of labels": f"/label-balances/{batch}",
        "materials": "/materials",
        "orders": "/orders",
        "journey of an order": journey,
        "shipments": "/shipments",
        "laboratory": "/laboratory",
        "laboratory, one batch": f"/laboratory/batches/{batch}",
        "environment": "/laboratory/environment",
        "investigations": "/laboratory/investigations",
        "flow cytometry": "/flow",
        "release desk": "/release",
        "release of a batch": f"/release/{batch}",
        "rescue of a batch": f"/release/{supplied.batch_id}/rescue",
        "out of specification": "/out-of-specification",
        "recalls": "/recalls",
        "inspection of a batch": f"/inspection/batch/{batch}",
    }
    hospital = {"my work": "/", "orders": "/orders", "journey of an order": journey, "patients": "/hospital-patients"}
    return {
        ("head of quality", "quality-head.cell@example.org", order): maker,
        ("ward nurse", "nurse-1.hospital@example.org", order): hospital,
        ("sponsor", "quality-head.gene@example.org", sponsored): {
            "my work": "/",
            "orders": "/orders",
            "journey of an order": f"/orders/{sponsored.id}",
            "glass rooms": "/glass-room",
            "glass room of a batch": f"/glass-room/{sponsored.id}",
        },
    }


def signed_in(email, order):
    """Somebody's browser, on the side of the order on which they stand."""
    person = Person.objects.get(email=email)
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    sides = {order.organisation_id, order.hospital_id, order.sponsor_id}
    home = next(each.organisation_id for each in running_memberships(person.id) if each.organisation_id in sides)
    session = client.session
    session["organisation"] = str(home)
    session.save()
    return client


def main(many=MANY):
    with database("batch_pages"):
        ends = told()
        with use_scope(EVERYTHING):
            made = batches().count()
        with connections["owner"].cursor() as cursor:
            multiply(cursor, many // made)
        with use_scope(EVERYTHING):
            print(f"{batches().count():,} batches with their orders, shipments, samples, tests and labels.\n")
        print(f"| page | for | median ms | p95 ms | CPU ms | queries | p95 against {REACH} ms |")
        print("|---|---|---|---|---|---|---|")
        for (role, email, order), addresses in pages(ends).items():
            client = signed_in(email, order)
            for name, path in addresses.items():
                median, p95, queries, worked = measured(client, path)
                times = f"{median:.1f} | {p95:.1f} | {worked:.1f}"
                print(f"| {name} | {role} | {times} | {queries} | {p95 / REACH:.2f}x |", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
