"""The panel of the example product: which dye marks what. A cytometer of nobody's; its gates stand in ``examples``."""

from typing import Final

TOP: Final = 262_144.0
CHANNELS: Final = (
    ("FSC-A", ""),
    ("FSC-H", ""),
    ("SSC-A", ""),
    ("BV421-A", "CD4"),
    ("FITC-A", "CAR"),
    ("PE-A", "CD8"),
    ("PerCP-A", "7-AAD"),
    ("APC-A", "CD3"),
    ("Time", ""),
)
DYES: Final = ("BV421-A", "FITC-A", "PE-A", "PerCP-A", "APC-A")
SPILL: Final = (
    (1.0, 0.004, 0.001, 0.0, 0.0),
    (0.0, 1.0, 0.12, 0.03, 0.0),
    (0.0, 0.02, 1.0, 0.18, 0.004),
    (0.0, 0.001, 0.06, 1.0, 0.05),
    (0.0, 0.0, 0.002, 0.02, 1.0),
)
"""A row a dye: the share of its light that each detector sees."""
NEGATIVE, DIM, POSITIVE = 80.0, 4_000.0, 20_000.0
"""Means on the linear scale; the gates part them at about 1,000."""
