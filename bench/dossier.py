"""The dossier of a batch of 300 steps with 5,000 entries: built, checked by verify.py, checked in Chromium."""

import subprocess
import sys
import time
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.site import database, set_up_django

RAW_FILES, RAW_BYTES = 20, 500_000
REACH = {"build": 10, "verify.py": 5, "verify.html in Chromium": 10}


def batch_with_history():
    """A finished batch in a ledger of its own, and raw files that its values name."""
    from django.db import transaction

    from bench.batch_run import ENTRIES, history, recipe_text
    from cellpark.base.actor import Actor
    from cellpark.base.fields import new_id
    from cellpark.base.time import now
    from cellpark.batches.models import Batch
    from cellpark.batches.run import Plan
    from cellpark.batches.run.happened import BatchPlanned, ValueRecorded
    from cellpark.identity.public import OrganisationKind, register_organisation
    from cellpark.instruments.public import keep_file
    from cellpark.ledger.public import make_site_keys, record
    from cellpark.recipes.dialect import parse
    from cellpark.recipes.public import RecipeText

    house = Actor.system("bench")
    make_site_keys(actor=house)
    home = register_organisation(actor=house, kind=OrganisationKind.TENANT, name_en="Bench", name_zh="\u57fa\u51c6")
    text = recipe_text()
    digest = sha256(text.encode()).hexdigest()
    RecipeText(organisation_id=home.id, sha256=digest, text=text, kept_at=now()).save()
    files = [
        keep_file(actor=house, content=bytes([n]) + b"\0" * RAW_BYTES, name=f"{n}.dat", organisation_id=home.id).sha256
        for n in range(RAW_FILES)
    ]
    batch = Batch(id=new_id(), organisation_id=home.id, number="BENCH-1", recipe=digest, mbr="BENCH-300")
    with transaction.atomic():
        batch.save(force_insert=True)
        for number, entry in enumerate(history(Plan(parse(text)), ENTRIES)):
            data = entry.data
            if isinstance(data, BatchPlanned):
                data = BatchPlanned(
                    batch=batch.id, number="BENCH-1", recipe=digest, mbr="BENCH-300", product="", coi="", example=False
                )
            if isinstance(data, ValueRecorded) and number < 20 * RAW_FILES:
                fields = {name: getattr(data, name) for name in data.__dataclass_fields__}
                data = ValueRecorded(**{**fields, "file": files[number % RAW_FILES]})
            record(stream=f"batch/{batch.id}", event=data, actor=house, organisation=home.id, at=entry.at)
    return batch


def timed(act):
    start = time.perf_counter()
    found = act()
    return time.perf_counter() - start, found


def in_chromium(folder, path):
    """From dropping the file to the verdict."""
    from playwright.sync_api import sync_playwright

    from tests.chromium import CHROMIUM, QUIET

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM) if CHROMIUM.exists() else None, args=QUIET)
        page = browser.new_page()
        page.goto((folder / "verify.html").as_uri())
        start = time.perf_counter()
        page.set_input_files("#file", path)
        page.locator("#verdict[data-code=sound]").wait_for(timeout=120_000)
        took = time.perf_counter() - start
        browser.close()
    return took


def main():
    """Print the table."""
    set_up_django()
    with database("bench_dossier"), TemporaryDirectory() as name:
        from cellpark.base.scope import EVERYTHING, use_scope
        from cellpark.dossier.public import build

        folder = Path(name)
        with use_scope(EVERYTHING):
            batch = batch_with_history()
            spent, data = timed(lambda: build(batch.id))
        path = folder / "dossier.zip"
        path.write_bytes(data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = len(archive.namelist())
            events = archive.read("events.jsonl").count(b"\n")
            for program in ("verify.py", "verify.html"):
                (folder / program).write_bytes(archive.read(program))
        command = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(path)]
        checked, ended = timed(lambda: subprocess.run(command, capture_output=True, text=True, check=False))
        assert ended.returncode == 3, ended.stdout
        took = {"build": spent, "verify.py": checked, "verify.html in Chromium": in_chromium(folder, path)}
    print(f"300 steps, {events:,} entries, {files} files, {len(data) / 2**20:.1f} MiB.\n")
    print("| what | measured | reach |\n|---|---|---|")
    for what, seconds in took.items():
        print(f"| {what} | {seconds:.2f} s | under {REACH[what]} s |")


if __name__ == "__main__":
    main()
