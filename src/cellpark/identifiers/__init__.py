"""The codes on bags, boxes, devices and places: ISBT 128, GS1 and the house's own, read and written, pure Python.

A code is read into its parts or refused with the reason: what is wrong, where, and what was expected. Check characters
are computed, never trusted. Nothing here knows a database. ``scan.read`` takes whatever a scanner or a keyboard sends.
"""
