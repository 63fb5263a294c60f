"""What ``cellpark doctor`` looks at: one function for each check, each answering with one finding.

``machine.py`` needs nothing but the computer, ``folders.py`` the files under ``var``, ``database.py`` a database that
answers, ``records.py`` Django and the ledger. A check never mends anything; it says what to do. A check that cannot be
made is a finding too, never a crash.
"""
