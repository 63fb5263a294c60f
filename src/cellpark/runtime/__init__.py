"""What Cellpark needs from the machine: a PostgreSQL of its own, folders, locks and child processes.

The embedded server lives in ``var/pg`` and speaks through a private socket only; it is started, adopted after a crash
and stopped by its last user. Provisioning makes the two roles and the database, and clones databases for tests.
Processes that ``serve`` starts are written down, so that the next start finds what a killed one left behind. Nothing
here knows Django models or business words; words for people are in ``messages.py`` and are translated at the edge.
"""
