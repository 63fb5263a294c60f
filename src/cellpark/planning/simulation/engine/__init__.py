"""The compiled loop of events: arrays in, arrays out. Importing it imports Numba; nothing outside does so at start."""
