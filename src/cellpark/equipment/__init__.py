"""Where the work is done and with what: suites, rooms, equipment, and who and what is in them now.

A room has a grade, uses it is designated for and a place on the floor plan; its stream says who came in and what was
opened there, in order. A piece of equipment has three states with an expiry each (qualified, calibrated, clean) and a
log without gaps (211-3c). A line clearance is signed by two people and lives until the next use (211-3b, CN-4e).
``segregation`` is the pure engine behind the question "may this be opened here, now, by me?" (ATMP-3a, CN-4e, CN-4h).
"""
