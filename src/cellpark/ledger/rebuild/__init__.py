"""Regulated tables as folds of their streams: made again from the events alone and compared row for row.

Each app lists its tables in ``projections.py``. A fold is a pure function of one stream; what it gives must be what the
table holds, or somebody changed the table behind the ledger's back.
"""
