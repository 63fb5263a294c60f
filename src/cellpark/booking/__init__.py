"""Booking of shared rooms and equipment, alone or as a bundle that is booked whole or not at all.

Rules of length, windows, advance, quota, training and no-show hold on every way in: pages, programs, imports and edits.
What is taken can be waited for, and is offered by itself when it becomes free. Calendars are read as iCalendar.
"""
