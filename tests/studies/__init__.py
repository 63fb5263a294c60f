"""Capacity studies of the house."""
