"""The batch record of 300 steps, both languages, as PDF/A-3b: median of three."""

import re
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from cellpark.base.typesetting import typeset

STEPS, ROWS, ROUNDS = 300, 6, 3
TEMPLATE = Path(__file__).parents[1] / "src/cellpark/batches/record/record.typ"
AT = datetime(2026, 11, 22, tzinfo=UTC)
ZH = "\u6709\u6838\u7ec6\u80de\u603b\u6570"


def row(step, number):
    """One recorded value; every fiftieth was corrected."""
    was = ["2E+9 cell (Example operator, 2026-11-22 09:00:00)"] if number == 0 and step % 50 == 0 else []
    return {
        "step": f"U{step // 10}.{step % 10}",
        "field": f"v{number}",
        "zh": ZH,
        "en": "total nucleated cells",
        "limits": "1E+8 cell \u2026 5E+10 cell",
        "value": "2.5E+9 cell",
        "was": was,
        "outside": bool(was),
        "confirmed": "Example verifier",
        "source": "EQ-1",
        "reason": "misread" if was else "",
        "by": "Example operator",
        "at": "2026-11-22 09:00:00",
    }


def one_step(number):
    """One step with its values and two signatures."""
    signed = {"step": "", "role": "operator", "meaning": ZH, "by": "Example operator", "at": "2026-11-22 09:00:00"}
    return {
        "key": f"U{number // 10}.{number % 10}",
        "zh": ZH,
        "en": "Check and count",
        "begun": "2026-11-22 09:00:00",
        "begun_by": "Example operator",
        "completed": "2026-11-22 10:00:00",
        "room": "F-101",
        "rows": [row(number, each) for each in range(ROWS)],
        "signed": [signed, signed],
        "voided": [],
        "exceptions": [],
    }


def record():
    """What the template reads."""
    steps = [one_step(number) for number in range(STEPS)]
    plain = ("number", "recipe", "hash", "product", "coi", "suite", "slot", "started", "ended", "zone")
    odd = [each for step in steps for each in step["rows"] if each["was"]]
    head = {**dict.fromkeys(plain, "B-0001"), "title": {"zh": ZH, "en": "Benchmark"}, "version": 5_000}
    empty = {name: [] for name in ("exceptions", "refused", "voided", "clearances")}
    labels = {"balance": {"zh": "", "en": ""}, "specimens": []}
    return {**head, **empty, "labels": labels, "corrected": odd, "outside": odd, "steps": steps}


def main():
    """Print the table."""
    names = set(re.findall(r"\bl\.(\w+)", TEMPLATE.read_text(encoding="utf-8")))
    data = {"record": record(), "labels": {name: {"zh": ZH, "en": name} for name in names}, "printed": "2026-11-22"}
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        made = typeset(TEMPLATE, data, at=AT)
        took.append(time.perf_counter() - start)
    print("| what | measured | reach |\n|---|---|---|")
    size = f"{STEPS} steps, {STEPS * ROWS} values, {len(made) // 1024} KiB"
    print(f"| {size} | {statistics.median(took):.2f} s | under 5 s |")


if __name__ == "__main__":
    main()
