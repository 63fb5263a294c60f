"""The pages of the industry chain."""
