"""The places of a park: which parks, phases and buildings there are, who is in them, and what is published about them.

So far it keeps the public directory: facts about real parks, each with the source it comes from, read from files that a
person can review line by line. Directory data belongs to nobody and is visible to everyone who has signed in. Floors,
rooms, leases and bookings stand on the same tables later; nothing here invents them. What is not published is absent.
"""
