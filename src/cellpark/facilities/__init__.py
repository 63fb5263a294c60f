"""Facilities: work orders with their clocks and costs, permits for hot work and waste, alarms of building systems.

What was promised stands in dated rules of the house (``data``). What a tenant owes goes to ``cellpark.billing``.
"""
