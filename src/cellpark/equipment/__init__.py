"""Rooms and equipment: what they are fit for, what state they are in, who is where, and what may be opened where.

Rooms carry a grade, designated uses and present occupancy; equipment carries qualification, calibration, cleaning and a
use log in the order of time. The segregation rules answer whether a container may be opened here, now, by this person.
"""
