"""The state of a batch as a pure function of its recipe and its events. No database, no clock of its own."""
