"""From an instrument's raw bytes to a result: flow cytometry, digital and quantitative PCR, ELISA, counts, loggers.

Pure functions of bytes and parameters: no database, no clock, no chance. The same bytes and parameters give the same
digest on every machine, so that a result can be computed again and compared years later.
"""
