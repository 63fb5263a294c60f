"""Evaluations per second of a five-term condition with units, compiled once; reading and compiling; reasons."""

import random
import statistics
import time

from cellpark.kernel.expression import TEXT, TRUTH, compile_expression, number
from cellpark.kernel.quantity import Quantity

CONDITION = (
    "vcd <= 1.5e6 cells/mL and viab in 70..100 % and hold in 20..28 h"
    ' and temp in 36..38 degC and state in ["clean", "qualified"]'
)
FORMULA = "moi * tnc / vec.titre <= 200 mL"
NAMES = {
    "vcd": number("cells/mL"),
    "viab": number("%"),
    "hold": number("h"),
    "temp": number("degC"),
    "state": TEXT,
    "moi": number("TU/cell"),
    "tnc": number("cells"),
    "vec.titre": number("TU/mL"),
}
ROWS = 1_000
CALLS = 200_000
TARGET = 100_000


def rows(chance, *, declared=True, unknown=0.0):
    """Data for the condition, four in five of which make it true; in the declared units or in others."""
    found = []
    for _ in range(ROWS):
        row = {
            "vcd": Quantity.parse(f"{chance.uniform(1, 1.55):.3f}e6 cells/mL"),
            "viab": Quantity.parse(f"{chance.uniform(69, 99):.1f} %"),
            "hold": Quantity.parse(f"{chance.uniform(20, 28):.2f} h"),
            "temp": Quantity.parse(f"{chance.uniform(36, 38):.1f} degC"),
            "state": "clean",
            "moi": Quantity.parse(f"{chance.uniform(2, 5):.1f} TU/cell"),
            "tnc": Quantity.parse(f"{chance.uniform(1, 9):.2f}e8 cells"),
            "vec.titre": Quantity.parse("2.1e8 TU/mL"),
        }
        if not declared:
            row["vcd"] = row["vcd"].to("cells/uL")
            row["hold"] = row["hold"].to("min")
        found.append({name: None if chance.random() < unknown else value for name, value in row.items()})
    return found


def measured(work, arguments, calls=CALLS):
    """Microseconds of each call, median and 99th percentile, and calls per second of processor time."""
    clock = time.perf_counter_ns
    spent = []
    count = len(arguments)
    for index in range(calls):
        argument = arguments[index % count]
        before = clock()
        work(argument)
        spent.append(clock() - before)
    before = time.process_time()
    for index in range(calls):
        work(arguments[index % count])
    rate = calls / (time.process_time() - before)
    spent.sort()
    return statistics.median(spent) / 1000, spent[int(calls * 0.99)] / 1000, rate


def main():
    chance = random.Random(20261122)
    condition = compile_expression(CONDITION, NAMES, TRUTH)
    formula = compile_expression(FORMULA, NAMES, TRUTH)
    usual = rows(chance)
    results = [
        ("five-term condition, data in declared units", *measured(condition.decide, usual)),
        ("the same, two of five data in other units", *measured(condition.decide, rows(chance, declared=False))),
        ("the same, one datum in five unknown", *measured(condition.decide, rows(chance, unknown=0.2))),
        ("product and quotient of three quantities", *measured(formula.decide, usual)),
        ("five-term condition with its tree of reasons", *measured(condition.answer, usual, CALLS // 10)),
        (
            "reading, checking and compiling the condition",
            *measured(lambda text: compile_expression(text, NAMES, TRUTH), [CONDITION], 2_000),
        ),
    ]
    print(f"| expression | median us | p99 us | per processor second | against {TARGET:,}/s |")
    print("|---|---|---|---|---|")
    for name, median, p99, rate in results:
        print(f"| {name} | {median:.2f} | {p99:.2f} | {rate:,.0f} | {rate / TARGET:.1f}x |")


if __name__ == "__main__":
    main()
