"""The batch record: as plain data in both languages, and the same as PDF/A-3b (211-1b, 211-1c, P11-2)."""
