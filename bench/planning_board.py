"""The planning board with a published plan of 300 patients: server time and queries of its pages, in process."""

import json
import os
import statistics
import sys
import time
from datetime import timedelta

from bench.site import ROOT, database, set_up_django

set_up_django()

from django.test import Client  # noqa: E402 -- after the settings

from bench.generated_plan import publish  # noqa: E402
from bench.pages import CALLS, measured  # noqa: E402
from cellpark.base.actor import Actor  # noqa: E402
from cellpark.base.scope import EVERYTHING, use_scope  # noqa: E402
from cellpark.identity.public import Organisation, Person, load_example_people  # noqa: E402
from cellpark.ledger.public import make_site_keys  # noqa: E402
from cellpark.space.public import load_example_parks  # noqa: E402

PATIENTS, SEED, TARGET_MS = 300, 1, 150
READER, HOME = "planner.cell@example.org", "Example Cell Therapy Company"
# patients begin 40 days before the reader comes: the plant is full on the days that are shown
SINCE_DAYS = 40


def wished(plan, client, day):
    """Steps of the days that are shown, each half a day later: some fit, most are refused with their reason."""
    found = json.loads(client.get(f"/planning/window?view=suite&from={day}&days=28").content)
    bars = [bar for bar in found["bars"] if bar[2] > found["now"]][:CALLS]
    for _row, operation, start, *_rest in bars:
        job, key, _name = found["operations"][operation]
        yield {"plan": str(plan.id), "job": found["jobs"][job][0], "operation": key, "start": start + 144}


def main():
    """Print the table."""
    with database("planning_board"):
        make_site_keys(actor=Actor.system("bench"))
        load_example_people(path=ROOT / "examples" / "people.yaml", password="correct horse battery")
        with use_scope(EVERYTHING):
            load_example_parks(ROOT / "examples" / "parks")
            home = Organisation.objects.get(name_en=HOME)
            before = time.perf_counter()
            plan = publish(home.id, patients=PATIENTS, seed=SEED, days_ago=SINCE_DAYS)
        print(
            f"{plan.jobs} patients, {plan.operations:,} steps in units of {plan.unit_minutes} minutes; drawn up by a"
            f" short search, checked and published in {time.perf_counter() - before:.0f} s. Target: p95 under"
            f" {TARGET_MS} ms. Load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n"
        )
        client = Client(headers={"host": "localhost"})
        client.force_login(Person.objects.get(email=READER))
        day = (plan.as_of + timedelta(days=1)).date()
        pages = {
            f"the board, {view}, {days} days": f"/planning?view={view}&from={day}&days={days}"
            for view, days in (("suite", 1), ("suite", 7), ("device", 7), ("people", 7), ("batch", 28))
        } | {
            f"its window as JSON, {view}, {days} days": f"/planning/window?view={view}&from={day}&days={days}"
            for view, days in (("suite", 1), ("suite", 7), ("people", 7), ("batch", 28))
        }
        pages |= {"on paper, 7 days": f"/planning/print?view=suite&from={day}&days=7", "the plant now": "/plant-now"}
        pages |= {"plan against fact": "/planning/fact", "plans": "/plans", "one plan": f"/plans/{plan.id}"}
        print("| what | median ms | p95 ms | CPU ms | queries | p95 against target |")
        print("|---|---|---|---|---|---|")
        for name, path in pages.items():
            median, p95, queries, worked = measured(client, path)
            print(f"| {name} | {median:.1f} | {p95:.1f} | {worked:.1f} | {queries} | {p95 / TARGET_MS:.2f}x |")
        spent, fitting = [], 0
        for each in wished(plan, client, day):
            before = time.perf_counter()
            answer = client.post("/planning/try", json.dumps(each), content_type="application/json")
            spent.append((time.perf_counter() - before) * 1_000)
            fitting += answer.json()["fits"]
        median, p95 = statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]
        said = f"a step tried elsewhere ({fitting} of {len(spent)} fit)"
        print(f"| {said} | {median:.1f} | {p95:.1f} | | | {p95 / TARGET_MS:.2f}x |")


if __name__ == "__main__":
    sys.exit(main())
