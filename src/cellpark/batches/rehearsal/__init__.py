"""Fault seeding: a recipe is carried out in simulation, faults are put in, and what caught them is told.

A reviewer learns from it where a recipe would let a mistake pass. The simulated plant is pure and needs no database;
order, values, times and signatures are judged by the rules of a real batch (``cellpark.batches.run``), what a scan
compares (whose cells, which material, usable or not) by the rules of real scans (``cellpark.materials.comparing``).
"""

from cellpark.batches.rehearsal.faults import Check, Fault, FaultKind
from cellpark.batches.rehearsal.rehearse import Outcome, Report, rehearse

__all__ = ["Check", "Fault", "FaultKind", "Outcome", "Report", "rehearse"]
