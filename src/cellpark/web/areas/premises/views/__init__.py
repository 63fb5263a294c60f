"""The pages of buildings, rooms and the space board."""
