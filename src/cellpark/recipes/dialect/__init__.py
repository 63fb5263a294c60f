"""The dialect of recipes: strict Markdown that a reviewer reads and signs and that the plant executes. Pure Python."""
