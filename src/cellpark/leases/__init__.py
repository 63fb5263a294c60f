"""Leases: who rents which rooms of a park, from when to when, on which dated terms.

A lease is drafted, approved by two people, signed, runs and ends; its terms are those of ``cellpark.rent``. No room is
let twice on one day: the database excludes it. What a lease costs is computed by ``cellpark.rent`` and billed by
``cellpark.billing``.
"""
