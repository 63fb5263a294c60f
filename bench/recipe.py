"""Reading and checking a recipe of 300 steps, warm and in a fresh process; writing it again; its differences."""

import os
import random
import statistics
import subprocess
import sys
import time
from hashlib import sha256

from cellpark.recipes.dialect import check, format_recipe, parse

STEPS = 300
STEPS_OF_A_UNIT = 12
ROUNDS = 40
TARGET_MS = 30


def document(steps=STEPS, seed=20261122):
    """A document whose every second step holds an expression, with numbers that differ from step to step."""
    chance = random.Random(seed)
    lines = ["---", "mbr: BENCH-300", "version: 1.0.0", "title: \u5408\u6210\u5de5\u827a | Synthetic process", "---"]
    for number in range(steps):
        unit, step = divmod(number, STEPS_OF_A_UNIT)
        if not step:
            lines += [
                "",
                f"## U{unit + 1} \u5355\u5143 | Unit",
                "",
                f"- place: suite S{unit % 4}; grade B; closed; crew 2",
            ]
        lines += _step(f"U{unit + 1}.{step + 1}", number, chance)
    return "\n".join(lines) + "\n"


def _step(identity, number, chance):
    body = f"{{dev}} {{ratio}} {{mat{number}}} {{cnt{number}}} {{viab}} {{hold}}"
    amount = f"{chance.uniform(1, 300):.1f} mL"
    if number % 2:
        amount = f"ratio * cnt{number - 1} / mat{number}.conc + {amount}"
    lines = [
        "",
        f"### {identity} \u5904\u7406 | Process",
        "",
        f"zh: \u4f7f\u7528\u4e0e\u8bb0\u5f55 {body}\u3002",
        f"en: Use and record {body}.",
        f"- equip dev: class device-{number % 9}; state clean, qualified",
        f"- set ratio: {chance.uniform(2, 4):.2f} bead/cell; allow 1..5 bead/cell; cpp",
        f"- use mat{number}: RM-{number:04} reagent; qty {amount}; tolerance 5 %; lot scan; as \u8bd5\u5242 | reagent",
        f"- record cnt{number}: number cell; range {chance.uniform(1, 9):.2f}e7..9e10; cqa; else deviation major",
        f"- record viab: number %; range {chance.randint(60, 80)}..100; cqa; entry twice; else deviation minor",
        f"- time hold: {chance.randint(20, 28)} h; allow 19..29 h; hands 1; else deviation major",
    ]
    if number % 4 == 0:
        limit = f"{chance.uniform(1, 3):.3f}e9"
        lines.append(f"- check enough: viab >= 70 % and cnt{number} <= {limit} cells; else deviation minor")
    lines.append("- sign done: operator")
    if number % 3 == 0:
        lines.append("- sign check: verifier; not operator; meaning \u590d\u6838 | Verified")
    return lines


def measured(work):
    """Milliseconds of all rounds: median by the clock, median and best of the processor."""
    clock, processor = [], []
    for _ in range(ROUNDS):
        before, used = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - before) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return statistics.median(clock), statistics.median(processor), min(processor)


def cold():
    """Milliseconds of the first reading in a fresh process, after the imports and one small document."""
    program = (
        "import time; from bench.recipe import document; from cellpark.recipes.dialect import check\n"
        "check(document(12, 1)); text = document()\n"
        "before, used = time.perf_counter(), time.process_time(); check(text)\n"
        "print((time.perf_counter() - before) * 1000, (time.process_time() - used) * 1000)"
    )
    clock, processor = [], []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        by_clock, by_processor = map(float, done.stdout.split())
        clock.append(by_clock)
        processor.append(by_processor)
    return statistics.median(clock), statistics.median(processor), min(processor)


def main():
    text = document()
    assert check(text) == ()
    recipe = parse(text)
    results = [
        ("parse and check, expressions and quantities met before", *measured(lambda: check(text))),
        ("the same, first time in a fresh process", *cold()),
        ("write it again (formatter)", *measured(lambda: format_recipe(recipe))),
    ]
    digest = sha256(text.encode()).hexdigest()[:12]
    print(f"{STEPS} steps, {text.count(chr(10)):,} lines, {len(text):,} characters ({digest}); {ROUNDS} rounds;")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print(f"| work | median ms | processor ms | best | against {TARGET_MS} ms of processor |")
    print("|---|---|---|---|---|")
    for name, clock, processor, best in results:
        print(f"| {name} | {clock:.1f} | {processor:.1f} | {best:.1f} | {TARGET_MS / processor:.1f}x |")


if __name__ == "__main__":
    main()
