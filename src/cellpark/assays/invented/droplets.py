"""Droplets of an example: a table of wells in which the vector and a gene of every cell were counted."""

import math
from decimal import Decimal

TOTAL, WELLS, LOADED = 17_000, 3, 0.4
"""Accepted droplets a well, and copies of the reference gene in one of them."""
COPIES_OF_REFERENCE = 2


def droplets(copies: Decimal, *, sample: str, target: str, reference: str) -> bytes:
    """A table as QuantaSoft exports it, in which ``target`` has ``copies`` per cell of two copies of ``reference``."""
    lines = ["Well,Sample,Assay,Positives,AcceptedDroplets"]
    for well in range(WELLS):
        # wells differ a little, as pipettes do
        total = TOTAL + 230 * well
        for assay, load in ((target, LOADED * float(copies) / COPIES_OF_REFERENCE), (reference, LOADED)):
            lines.append(f"A{well + 1:02d},{sample},{assay},{round(total * (1 - math.exp(-load)))},{total}")
    return ("\n".join(lines) + "\n").encode()
