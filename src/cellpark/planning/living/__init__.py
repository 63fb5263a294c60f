"""The living plant as facts: rooms, devices, people, batches in progress and orders that wait, read from the database.

What the house does not record (shifts, holidays, clearance times) comes from a plant file (``*.plant.yaml``).
"""

from cellpark.planning.living.facts import Living, living_facts

__all__ = ["Living", "living_facts"]
