"""Compiled placement and search: arrays in, arrays out. Importing it imports Numba, which nothing does at start."""
