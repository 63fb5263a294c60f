"""Cellpark: the system that cell and gene therapy parks run on.

A park knows how to do things (recipes) and does them for somebody (orders); everything that matters leaves an entry
in one ledger that nobody can rewrite and an outsider can verify. ``ARCHITECTURE.md`` shows the floors of the house.
"""

__version__ = "0.1.0"
