"""From readings to what everybody owes for electricity, steam, water and nitrogen.

Pure functions of readings, tariffs, keys and days: no database, no clock. A reading stands at the start of its day;
periods are half-open, so that no day is counted twice or lost. Everything is exact (fractions) until the amount of a
meter is rounded once; what is shared out adds up to it to the cent. Worked examples: ``docs/utilities.md``.
"""
