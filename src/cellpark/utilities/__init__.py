"""Utilities: meters of electricity, steam, water and nitrogen, their readings, tariffs and charges.

Readings are typed or read from CSV; a replaced meter keeps its history. A tariff holds for a time; common use is
allocated by a written key. A charge goes to ``cellpark.billing``; a correction reverses and charges anew.
"""
