"""Capacity studies: asked for from what the plant has, and read side by side."""
