"""Materials and their identity: masters, lots, containers, operations on them, hold clocks, custody.

A container carries its chain of identity from the first moment to the last and its quantity balances through every
split, pool, transfer, derivation and sample. Every hand-over and every transfer is a scan that must match; a mismatch
stops the work and is itself recorded. States of lots and containers are folds of their streams in the ledger.
"""
