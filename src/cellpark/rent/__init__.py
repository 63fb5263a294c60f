"""From the terms of a lease to the lines of its bills.

Pure functions of terms, days and published index values: no database, no clock, no currency but the one that is given.
Every line says which term, which days and which rate it rests on, and the bills of any cycle add up to the value of the
term to the cent: what is billed is always the rounded value up to a day less the rounded value up to the day before.
"""
