"""Rooms and neighbouring rooms for a need. Pure: rooms as arrays in, ranked places out."""
